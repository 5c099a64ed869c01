import { LiquidError } from 'liquidjs';

import { messageOf } from '../../shared/message-of.ts';
import { explainFault } from './explain-fault.ts';
import type { TemplateFiles } from './template-files.ts';

/** What is wrong with a template, and where. */
export class TemplateFault extends Error {
  override readonly name = 'TemplateFault';
  /** The template's name, or null where it can't be told. */
  readonly file: string | null;
  readonly line: number | null;
  readonly column: number | null;
  /** A sentence, without the place. Names what the template says, never a value. */
  readonly words: string;

  constructor(
    words: string,
    place: {
      readonly file?: string | null;
      readonly line?: number | null;
      readonly column?: number | null;
      readonly cause?: unknown;
    } = {},
  ) {
    const { file = null, line = null, column = null, cause } = place;
    const where = [...(file === null ? [] : [file]), ...(line === null ? [] : [`line ${line}`])];
    super(`${where.length > 0 ? `${where.join(', ')}: ` : ''}${words}`, { cause });
    this.file = file;
    this.line = line;
    this.column = column;
    this.words = words;
  }
}

/** What Liquid threw, in our words and with the file's name. */
export function faultOf(cause: unknown, files: TemplateFiles): TemplateFault {
  if (cause instanceof TemplateFault) return cause;
  if (!LiquidError.is(cause)) return faultWithoutPlace(cause, files);
  const { token } = cause;
  const message = messageOf(cause.originalError ?? cause);
  const start = openingOf(token.input, token.begin);
  // Where Liquid tells the line alone, as it does of unknown variables, the text tells the file.
  const file = token.file ?? Object.keys(files).find((name) => files[name] === token.input) ?? null;
  return new TemplateFault(explainFault(message, token.input.slice(start)), {
    file,
    ...placeOf(token.input, start),
    cause,
  });
}

/** Where the braces of a place begin: those before, where they do not close in between. */
function openingOf(text: string, offset: number): number {
  const lastOpening = (before: number): number =>
    before < 0 ? -1 : Math.max(text.lastIndexOf('{{', before), text.lastIndexOf('{%', before));
  const opening = lastOpening(offset);
  if (opening < 0) return offset;
  const former = lastOpening(opening - 2);
  const isClosed = /[}%]\}/.test(text.slice(former, opening));
  return former < 0 || isClosed ? opening : former;
}

/** Liquid tells no place of a part that is not there: the name is looked for. */
function faultWithoutPlace(cause: unknown, files: TemplateFiles): TemplateFault {
  const message = messageOf(cause);
  const words = explainFault(message, '');
  const missing = /^ENOENT.*?"(.*?)"/s.exec(message)?.[1];
  if (missing === undefined) return new TemplateFault(words, { cause });
  for (const [file, text] of Object.entries(files)) {
    const at = Math.max(text.indexOf(`'${missing}'`), text.indexOf(`"${missing}"`));
    if (at >= 0) return new TemplateFault(words, { file, ...placeOf(text, at), cause });
  }
  return new TemplateFault(words, { cause });
}

/** Line and column, from 1, of an offset. */
function placeOf(text: string, offset: number): { readonly line: number; readonly column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}
