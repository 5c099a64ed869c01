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
