import type { SecretBox } from '../secrets/secret-box.ts';

/** What a host must give the application. Everything that is not the same everywhere. */
export interface Platform {
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly secrets: SecretBox;
  /** The folder with the files that ship with the product. */
  readonly resources: URL;
  /** The thread that takes captured mails apart. */
  readonly mailReading: URL;
  /** Where the built console is. */
  readonly renderer: URL;
}
