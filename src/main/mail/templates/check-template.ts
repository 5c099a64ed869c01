import { countCharacters } from '../../../shared/count-characters.ts';
import type { MailPart, TemplateProblem } from '../../../shared/contract/templates.ts';
import type { UsedVariable } from '../../templates/engine.ts';
import { nearest } from '../../templates/nearest.ts';
import { TemplateFault } from '../../templates/template-fault.ts';
import { type Edition, fileOf, MAIL_PARTS, renderPart, usedVariables } from './edition.ts';
import { REQUIRED_LINKS } from './mail-kinds.ts';
import { MAIL_VARIABLES, type MailVariables, sampleVariables } from './mail-variables.ts';

/** Characters of one part, at most. */
export const MAX_TEMPLATE_LENGTH = 100_000;
/** Gmail shows no more of a mail's HTML than this, in bytes. */
const CLIPPED_BYTES = 102_000;
/** A subject beyond this is cut in most lists, in characters. */
const LONG_SUBJECT = 78;

/** What the link that a mail must have is called, by its variable. */
const LINK_NAMES: Readonly<Record<string, string>> = {
  activation_link: 'activation link',
  reset_link: 'reset link',
};

/** Properties that Liquid knows of any text. */
const TEXT_PROPERTIES = new Set<unknown>(['size', 'first', 'last']);

/**
 * Everything that speaks against sending mails from an edition: faults, unknown variables also in
 * branches that are not taken, a missing link, an empty part. Warnings do not.
 *
 * @param variables What it is tried with; made-up values when left out.
 */
export function checkTemplate(
  edition: Edition,
  variables: MailVariables = sampleVariables(edition.kind),
): readonly TemplateProblem[] {
  return MAIL_PARTS.flatMap((part) => {
    const tooLong = lengthProblem(part, edition.files[fileOf(edition.kind, part)] ?? '');
    if (tooLong) return [tooLong];
    try {
      const unknown = unknownVariables(edition, part);
      return unknown.length > 0 ? unknown : checkResult(edition, part, variables);
    } catch (error) {
      return [problemOf(edition, part, error)];
    }
  });
}

/** What is wrong with a part that is too long, or null. */
export function lengthProblem(part: MailPart, { length }: string): TemplateProblem | null {
  if (length <= MAX_TEMPLATE_LENGTH) return null;
  const most = MAX_TEMPLATE_LENGTH.toLocaleString('en');
  return problem(part, `It has ${length.toLocaleString('en')} characters; ${most} is the most.`);
}

function unknownVariables(edition: Edition, part: MailPart): readonly TemplateProblem[] {
  const known = MAIL_VARIABLES[edition.kind].map(({ name }) => name);
  if (part === 'html') known.push('subject', 'block.super');
  return usedVariables(edition, part).flatMap((used) => {
    const words = unknownWords(used.path, known);
    return words === null ? [] : [problemOf(edition, part, new TemplateFault(words, used))];
  });
}

/** Why a variable is none of those that are known, or null. */
export function unknownWords(path: UsedVariable['path'], known: readonly string[]): string | null {
  const name = path.join('.');
  if (known.includes(name)) return null;
  if (TEXT_PROPERTIES.has(path.at(-1)) && known.includes(path.slice(0, -1).join('.'))) return null;
  const parts = known.filter((each) => each.startsWith(`${name}.`));
  if (parts.length > 0) return `\`${name}\` has parts: take \`${parts.join('` or `')}\`.`;
  const meant = nearest(name.replace(/_url$/, '_link'), known);
  return `There is no \`${name}\` here.${meant === null ? '' : ` Did you mean \`${meant}\`?`}`;
}

function checkResult(
  edition: Edition,
  part: MailPart,
  variables: MailVariables,
): readonly TemplateProblem[] {
  const result = renderPart(edition, part, { ...variables, subject: 'Subject' });
  if (result.trim() === '') return [problem(part, `${PART_NAMES[part]} comes out empty.`)];
  const link = REQUIRED_LINKS[edition.kind];
  if (part !== 'subject' && link !== undefined && !result.includes(variables[link] as string)) {
    const insert =
      part === 'text' ? `\n{{ ${link} }}\n` : `<p><a href="{{ ${link} }}">{{ ${link} }}</a></p>\n`;
    const words = `This mail would not contain the ${LINK_NAMES[link] ?? 'link'}.`;
    return [{ ...problem(part, words), insert }];
  }
  return warnings(part, result);
}

function warnings(part: MailPart, result: string): readonly TemplateProblem[] {
  const warn = (words: string) => [{ ...problem(part, words), severity: 'warning' as const }];
  if (part === 'subject' && countCharacters(result) > LONG_SUBJECT)
    return warn(
      `It has ${countCharacters(result)} characters; most lists show fewer than ${LONG_SUBJECT}.`,
    );
  if (part === 'html' && Buffer.byteLength(result) > CLIPPED_BYTES)
    return warn('It makes more than 102 kB: Gmail cuts such mails off.');
  return [];
}

export const PART_NAMES: Readonly<Record<MailPart, string>> = {
  subject: 'The subject',
  text: 'The text',
  html: 'The HTML',
};

function problem(part: MailPart, message: string): TemplateProblem {
  return { part, line: null, column: null, message, severity: 'error', insert: null };
}

/** A fault of the part itself has a place; one of its frame names the file. */
function problemOf({ kind }: Edition, part: MailPart, error: unknown): TemplateProblem {
  return placed(part, fileOf(kind, part), error);
}

/** A fault as a problem of a part, with its place where that is in the part's own file. */
export function placed(part: MailPart, own: string, error: unknown): TemplateProblem {
  if (!(error instanceof TemplateFault)) throw error;
  const { file, line, column, words } = error;
  if (file === null || file === own) return { ...problem(part, words), line, column };
  return problem(part, error.message);
}
