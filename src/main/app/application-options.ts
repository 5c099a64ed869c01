import type { StartNotice } from '../../shared/contract/application.ts';
import type { DatabaseChoice } from '../db/chosen-database.ts';
import type { Platform } from './platform.ts';

/** What a start is given by its host and its command line. */
export interface ApplicationOptions {
  readonly platform: Platform;
  /** Folder that holds the database; made when missing. */
  readonly dataDirectory: string;
  /** Path of a database elsewhere, or a choice, for this start and later ones. */
  readonly database?: string | DatabaseChoice | undefined;
  /** What to tell of the start, such as where a copy lies; null for nothing. */
  readonly notice?: StartNotice | null;
  readonly version: string;
  /** Port of the accounts site; 0 takes any. */
  readonly sitePort: number;
  /** Port of the capture server; 0 takes any. */
  readonly smtpPort: number;
  /** The made-up sign-in of a demonstration, shown on the sign-in page; null in earnest. */
  readonly demonstration: { readonly username: string; readonly password: string } | null;
  /** Rounds of pbkdf2 for new passwords; Django's newest when left out. */
  readonly passwordIterations?: number;
  /** How long mails of an administrator's act wait for an undo, in milliseconds. */
  readonly graceMs?: number;
  /** Stops the application and opens it anew with a database. @param notice To tell then, or null. */
  readonly restart: (database: DatabaseChoice, notice: string | null) => void;
  /** Stops the application and opens the demonstration, in a folder of its own, until the next start. */
  readonly demonstrate: () => void;
  readonly onError: (context: string, error: unknown) => void;
}
