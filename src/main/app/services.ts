import type { StaffAddresses } from '../accounts/staff-addresses.ts';
import type { StartStatus } from '../../shared/contract/application.ts';
import type { CancelMails } from '../accounts/manage-accounts.ts';
import type { DatabasesContext } from '../databases/change-database.ts';
import type { WriteTrouble } from '../db/write-trouble.ts';
import type { CapturedStore } from '../mail/captured/captured-store.ts';
import type { Courier } from '../mail/outbox/courier.ts';
import type { Doctor } from '../mail/doctor/doctor.ts';
import type { MailReading } from '../mail/reading/mail-reading.ts';
import type { Network } from '../mail/remote/network.ts';
import type { MailTemplates } from '../mail/templates/templates.ts';
import type { AuditLog } from '../operations/audit-log.ts';
import type { Operation } from '../operations/operation.ts';
import type { People } from '../people/people.ts';
import type { Selections } from '../people/selections.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';
import type { ConsoleSession } from '../session/console-session.ts';
import type { Rehearsals } from '../rehearsal/rehearsals.ts';
import type { SecretStore } from '../settings/secret-store.ts';
import type { ReplaceableKey } from '../settings/signing-key.ts';
import type { ImportFiles } from '../transfer/import-files.ts';
import type { Files } from '../web/files.ts';
import type { Previews } from '../web/previews.ts';

/** Everything the handlers work with. Each area asks for the part it needs. */
export interface Services extends SignUpContext, Omit<DatabasesContext, 'demonstration'> {
  /** When the database was opened. */
  readonly openedAt: Date;
  readonly secrets: SecretStore;
  readonly signingKey: ReplaceableKey;
  readonly captured: CapturedStore;
  /** Takes captured mails apart. */
  readonly reading: MailReading;
  readonly templates: MailTemplates;
  readonly courier: Courier;
  readonly doctor: Doctor;
  readonly rehearsals: Rehearsals;
  readonly audit: AuditLog;
  readonly session: ConsoleSession;
  readonly people: People;
  readonly staff: StaffAddresses;
  /** What acts on many are about. */
  readonly selections: Selections;
  readonly importFiles: ImportFiles;
  readonly previews: Previews;
  readonly files: Files;
  /** Where pictures of a mail may be fetched from. */
  readonly network: Network;
  readonly status: () => StartStatus;
  /** Why the last write failed, or null. */
  readonly writeTrouble: () => WriteTrouble | null;
  /** Ends the application and opens the demonstration instead, until the next start. */
  readonly demonstrate: () => void;
  readonly demonstration: { readonly username: string; readonly password: string } | null;
  /** Makes the capture server and its catch follow their settings. */
  readonly followCapture: () => Promise<void>;
  /** How often each rule has made the capture server fail. */
  readonly faultHits: () => ReadonlyMap<string, number>;
  /** Makes the accounts site listen on another address. */
  readonly listenOn: (address: string) => Promise<void>;
  readonly tellPasswordSet: (operation: Operation, accountId: number) => Promise<void>;
  readonly cancelMails: CancelMails;
  /** Host and port of the running accounts site, or null. */
  readonly accountsSiteDomain: () => string | null;
  /** Writes to the log what failed beside the answer. */
  readonly onError: (context: string, error: unknown) => void;
}
