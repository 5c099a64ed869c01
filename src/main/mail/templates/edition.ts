import { createHash } from 'node:crypto';

import type { MailPart, TemplateSource } from '../../../shared/contract/templates.ts';
import { createEngine, type Engine, type UsedVariable } from '../../templates/engine.ts';
import { TemplateFault } from '../../templates/template-fault.ts';
import type { TemplateFiles } from '../../templates/template-files.ts';
import { type MailKind, REQUIRED_LINKS } from './mail-kinds.ts';
import type { MailVariables } from './mail-variables.ts';

/** One state of everything that a kind of mail is rendered from: its own files, and their frame. */
export interface Edition {
  readonly kind: MailKind;
  /** Where its own files come from: shipped, from the data folder, or written in the console. */
  readonly origin: TemplateSource['origin'];
  /** The number of the saved version; null for others, and for one that is not saved. */
  readonly version: number | null;
  readonly files: TemplateFiles;
}

export interface RenderedMail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

export const MAIL_PARTS: readonly MailPart[] = ['subject', 'text', 'html'];

/** How long one part may render, in milliseconds. Nothing else is served meanwhile. */
const RENDER_LIMIT_MS = 250;
/** A file that a template names, such as its frame. */
const NAMED_FILE = /\{%-?\s*(?:layout|include|render)\s+(?:"([^"]+)"|'([^']+)')/g;

/** The frame around the HTML of every mail. */
export const FRAME_FILE = 'registration/email_base.html';

/** What a part's template is called, by Django's names. */
export function fileOf(kind: MailKind, part: MailPart): string {
  const name = `registration/${kind}_email`;
  return { subject: `${name}_subject.txt`, text: `${name}.txt`, html: `${name}.html` }[part];
}

/** The given files with all that they name, and that those name. */
export function withNamedFiles(names: readonly string[], all: TemplateFiles): TemplateFiles {
  const found = new Map<string, string>();
  const open = [...names];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    const text = Object.hasOwn(all, name) ? all[name] : undefined;
    if (text === undefined || found.has(name)) continue;
    found.set(name, text);
    for (const [, double, single] of text.matchAll(NAMED_FILE)) open.push(double ?? single ?? '');
  }
  return Object.fromEntries([...found].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

/** What tells editions apart. */
export function editionHash({ kind, origin, version, files }: Edition): string {
  return createHash('sha256')
    .update(JSON.stringify([kind, origin, version, files]))
    .digest('hex');
}

const engines = new WeakMap<Edition, Engine>();

/** The edition's engine, with what it has parsed already. */
function engineOf(edition: Edition): Engine {
  const engine = engines.get(edition) ?? createEngine(edition.files, RENDER_LIMIT_MS);
  engines.set(edition, engine);
  return engine;
}

/** The variables that a part names, in its frame too. @throws TemplateFault when it is wrong. */
export function usedVariables(edition: Edition, part: MailPart): readonly UsedVariable[] {
  return engineOf(edition).uses(fileOf(edition.kind, part));
}

/**
 * Renders one part. Values are escaped in HTML and plain in text; the subject is forced to one
 * line, as Django does.
 *
 * @throws TemplateFault when it is wrong or names an unknown variable.
 */
export function renderPart(edition: Edition, part: MailPart, variables: MailVariables): string {
  const result = engineOf(edition).render(fileOf(edition.kind, part), variables);
  return part === 'subject' ? oneLine(result) : result;
}

/**
 * Renders one part as a mail may leave.
 * @throws TemplateFault as `renderPart` does, and when it comes out empty or without the link that
 *   the mail is there for.
 */
export function renderSoundPart(
  edition: Edition,
  part: MailPart,
  variables: MailVariables,
): string {
  const result = renderPart(edition, part, variables);
  const file = fileOf(edition.kind, part);
  if (result.trim() === '') throw new TemplateFault('It comes out empty.', { file });
  const link = variables[REQUIRED_LINKS[edition.kind] ?? ''];
  if (part !== 'subject' && typeof link === 'string' && !result.includes(link))
    throw new TemplateFault('It lacks the link that the mail is there for.', { file });
  return result;
}

/** Renders a whole mail. @throws TemplateFault as `renderSoundPart` does. */
export function renderMail(edition: Edition, variables: MailVariables): RenderedMail {
  const subject = renderSoundPart(edition, 'subject', variables);
  const text = renderSoundPart(edition, 'text', variables);
  return { subject, text, html: renderSoundPart(edition, 'html', { ...variables, subject }) };
}

/**
 * Renders the subjects of many mails. Those that are given the same of all that the template uses
 * are rendered once.
 *
 * @returns Gives a mail's subject, or nothing where the template is wrong for it.
 */
export function subjectsOf(edition: Edition): (variables: MailVariables) => string {
  const known = new Map<string, string>();
  const used = attempt(() => usedVariables(edition, 'subject')) ?? [];
  const roots = [...new Set(used.map(({ path }) => String(path[0])))];
  return (variables) => {
    const key = JSON.stringify(roots.map((name) => variables[name]));
    const subject =
      known.get(key) ?? attempt(() => renderSoundPart(edition, 'subject', variables)) ?? '';
    known.set(key, subject);
    return subject;
  };
}

/** What goes wrong here comes up again, with words, when the mail is composed. */
function attempt<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch {
    return null;
  }
}

function oneLine(text: string): string {
  return text
    .split(/[\p{Cc}\u2028\u2029]+/u)
    .join(' ')
    .trim();
}
