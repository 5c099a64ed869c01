import { fileURLToPath } from 'node:url';

import { Liquid } from 'liquidjs';

/** The mails there are. Each has a subject, a text and an HTML template of its name. */
export type MailKind = 'activation' | 'activated' | 'rejected' | 'test';

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export interface MailTemplates {
  /** @throws Error with line and column when a template is wrong or names an unknown variable. */
  render(kind: MailKind, context: Readonly<Record<string, unknown>>): RenderedMail;
}

/** What a template may use up: bounds for templates that people will edit. */
const LIMITS = { parseLimit: 200_000, renderLimit: 1_000, memoryLimit: 10_000_000 };

/**
 * The mail templates under Django's names, `registration/<kind>_email_subject.txt` and so on.
 * Values are escaped in HTML and plain in text; the subject is forced to one line, as Django does.
 *
 * @param resources Folder that holds `templates/`.
 */
export function createMailTemplates(resources: URL): MailTemplates {
  const common = {
    root: fileURLToPath(new URL('templates/', resources)),
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    cache: true,
    ...LIMITS,
  };
  const plain = new Liquid(common);
  const escaped = new Liquid({ ...common, outputEscape: 'escape' });
  return {
    render(kind, context) {
      const name = `registration/${kind}_email`;
      const subject = oneLine(plain.renderFileSync(`${name}_subject.txt`, context));
      return {
        subject,
        text: plain.renderFileSync(`${name}.txt`, context),
        html: escaped.renderFileSync(`${name}.html`, { ...context, subject }),
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
