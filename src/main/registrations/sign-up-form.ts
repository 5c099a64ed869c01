/** Django's and django-registration's names of the form's fields. */
export interface SignUpForm {
  readonly username: string;
  readonly email: string;
  readonly password1: string;
  readonly password2: string;
  /** The terms of service are ticked. */
  readonly tos?: boolean;
  /** Why they want to join. */
  readonly reason?: string;
  /** The token of an invitation link. */
  readonly invitation?: string;
  /** The address that the form has been shown for, so that it is asked about once. */
  readonly emailAsked?: string;
}

/** What is wrong with each field. */
export type SignUpErrors = Readonly<Partial<Record<keyof SignUpForm, readonly string[]>>>;
