import { mailKind, type MailKind, type TemplateKind } from '../../../shared/contract/templates.ts';

export type { MailKind };

/** The mails there are. Each has a subject, a text and an HTML template of its name. */
export const MAIL_KINDS = mailKind.options;

/** The links without which a mail is of no use, by the name of their variable. */
export const REQUIRED_LINKS: Readonly<Partial<Record<MailKind, string>>> = {
  activation: 'activation_link',
  password_reset: 'reset_link',
};

/** What each mail is called where its template is edited, and when it is sent. */
export const TEMPLATE_WORDS: Readonly<
  Record<TemplateKind, { readonly name: string; readonly sentWhen: string }>
> = {
  activation: {
    name: 'Activation',
    sentWhen: 'Somebody has signed up, or is sent a new link.',
  },
  already_registered: {
    name: 'You have an account',
    sentWhen: 'Somebody signs up with an address that has an account.',
  },
  admin_approve: {
    name: 'Request for approval',
    sentWhen: 'A sign-up has confirmed the address and waits for approval. It goes to the staff.',
  },
  admin_approve_complete: {
    name: 'You are approved',
    sentWhen: 'The staff have approved a sign-up.',
  },
  activated: {
    name: 'Your account is active',
    sentWhen: 'The staff have activated an account by hand.',
  },
  rejected: {
    name: 'Rejection',
    sentWhen: 'The staff have rejected a sign-up, and want to tell the person.',
  },
  password_reset: {
    name: 'Reset link',
    sentWhen: 'Somebody has forgotten the password, or is sent a reset link.',
  },
  password_changed: {
    name: 'Your password was changed',
    sentWhen: 'A password was changed, reset, or set by the staff.',
  },
  email_changed: {
    name: 'Your address was changed',
    sentWhen: 'The staff have given an account another address. It goes to the old one.',
  },
  test: { name: 'Test', sentWhen: 'A mail server is tried in the settings.' },
  frame: { name: 'Frame of all mails', sentWhen: 'It stands around the HTML of every mail.' },
};
