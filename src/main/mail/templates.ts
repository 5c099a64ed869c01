import { fileURLToPath } from 'node:url';

import type { TemplateOverrides } from '../templates/overrides.ts';
import { createTemplates } from '../templates/templates.ts';

/** The mails there are. Each has a subject, a text and an HTML template of its name. */
export type MailKind =
  | 'activation'
  | 'activated'
  | 'rejected'
  | 'already_registered'
  | 'admin_approve'
  | 'admin_approve_complete'
  | 'password_reset'
  | 'password_changed'
  | 'test';

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface MailTemplates {
  /** @throws Error with line and column when a template is wrong or names an unknown variable. */
  render(kind: MailKind, context: Readonly<Record<string, unknown>>): RenderedMail;
}

/** The links without which a mail is of no use, by the name of their variable. */
const REQUIRED_LINKS: Readonly<Partial<Record<MailKind, string>>> = {
  activation: 'activation_link',
  password_reset: 'reset_link',
};

/**
 * The mail templates under Django's names, `registration/<kind>_email_subject.txt` and so on.
 * Values are escaped in HTML and plain in text; the subject is forced to one line, as Django does.
 *
 * @param resources Folder that holds `templates/`.
 * @param overrides The site owner's templates, each of which wins while nothing is wrong with it.
 */
export function createMailTemplates(resources: URL, overrides?: TemplateOverrides): MailTemplates {
  const folder = fileURLToPath(new URL('templates/', resources));
  const templates = createTemplates(folder, overrides);
  return {
    render(kind, context) {
      const name = `registration/${kind}_email`;
      const given = context[REQUIRED_LINKS[kind] ?? ''];
      const link = typeof given === 'string' ? given : '';
      const subject = oneLine(templates.render(`${name}_subject.txt`, context));
      return {
        subject,
        text: templates.render(`${name}.txt`, context, link),
        html: templates.render(`${name}.html`, { ...context, subject }, link),
      };
    },
  };
}

function oneLine(text: string): string {
  return text
    .split(/[\p{Cc}\u2028\u2029]+/u)
    .join(' ')
    .trim();
}
