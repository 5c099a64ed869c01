/** The mails there are. Each has a subject, a text and an HTML template of its name. */
export const MAIL_KINDS = [
  'activation',
  'activated',
  'rejected',
  'already_registered',
  'admin_approve',
  'admin_approve_complete',
  'password_reset',
  'password_changed',
  'test',
] as const;

export type MailKind = (typeof MAIL_KINDS)[number];

/** The links without which a mail is of no use, by the name of their variable. */
export const REQUIRED_LINKS: Readonly<Partial<Record<MailKind, string>>> = {
  activation: 'activation_link',
  password_reset: 'reset_link',
};
