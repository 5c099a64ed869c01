/** Keeps secrets sealed outside the application's reach. */
export interface SecretBox {
  /** @returns the secret, encrypted, with a tag that says how: `os:v1:…` or `file:v1:…`. */
  seal(secret: string): Promise<string>;
  /** @throws Error when the text was not sealed here or has been changed. */
  open(sealed: string): Promise<OpenedSecret>;
}

export interface OpenedSecret {
  readonly secret: string;
  /** Its key was replaced since: it is to be sealed again. */
  readonly isOutdated: boolean;
}

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
