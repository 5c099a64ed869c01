import type { ValueForm } from './statements.ts';

/** What a pasted expression stands for, as far as that can be told without running it. */
export type PastedValue =
  | { readonly kind: 'text'; readonly text: string }
  /** It is elsewhere, such as in the environment, or worked out; `source` is its name there. */
  | { readonly kind: 'unknown'; readonly source: string | null };

const QUOTED =
  /^(?<prefix>[rbuf]{0,2})(?:(?<mark>"""|'''|"|'|`)(?<inside>(?:\\[\s\S]|(?!\k<mark>)[^\\])*)\k<mark>)(?:\.freeze)?$/i;
const PARENTHESES = /^\((?<inside>[\s\S]*)\)$/;
const CAST =
  /^(?:int|str|bool|float|Number|parseInt|parseFloat|String|Boolean|Integer)\((?<inside>[\s\S]*)\)$/;
/** The base that parseInt is given. */
const BASE = /,\s*10\s*$/;
const RUBY_CAST = /^(?<inside>[\s\S]+)\.to_[is]$/;
/** What a program wrote, though nothing around it says so. */
const IS_PROGRAM = {
  line: /^\(?\s*[rbuf]{0,2}["'`]/i,
  text: /^(?:\(?\s*[rbuf]{0,2}["'`]|(?:[\d_]+|true|false|null)\s*[,;]|\w+\()/i,
};
/** In characters; a secret is far shorter. */
const LONGEST_VALUE = 4_000;
/** A name and an address, as Flask and Django's ADMINS write a person. */
const PAIR = /^(?<name>(["'])[^"'\n]*\2)\s*,\s*(?<address>(["'])[^"'\n]*@[^"'\n]*\4)$/;
const NOTHING = /^(?:None|null|nil|undefined)$/;
const PLAIN_CODE = /^(?:-?[\d_.]+|true|false|yes|no|on|off)$/i;
/** Where programs and .env files take a value from. */
const FROM_ENVIRONMENT =
  /\benviron[.[(]|\bgetenv\(|process\.env|import\.meta\.env|\bENV(?:\[|\.fetch)|\benv(?:\.\w+)?\s*\(|\bconfig(?:\.\w+)?\s*\(|<%=|^\$[A-Za-z_]\w*$/;
const REFERENCE = /\$\{(?<name>[A-Za-z_]\w*)|#\{/;
/** The name right behind the access: what stands further on in quotes may be the value itself. */
const NAMED_IN_QUOTES =
  /(?:\benviron(?:\.get\(|\[)|\bgetenv\(|\bENV(?:\.fetch\(|\[)|\benv\[|\benv(?:\.\w+)?\(|\bconfig(?:\.\w+)?\()\s*["']([\w.-]+)["']/;
const NAMED_BARE = /\benv\.([A-Z_]\w*)|\bENV\[:([A-Z_]\w*)|^\$([A-Z_]\w*)$/;
/** As names in the environment are written. A password that looks like a variable is not shown. */
const IS_NAME = /^[A-Z][A-Z0-9_]*$/;

/**
 * Reads a value as it stands in a program or an .env file: quotes, casts such as `int("587")`,
 * parentheses and Python's accidental tuples. Nothing is evaluated.
 *
 * @returns Unknown for one longer than any setting of mail.
 */
export function readValue(raw: string, form: ValueForm): PastedValue {
  if (raw.length > LONGEST_VALUE) return unknown(undefined);
  const isCode = form === 'code';
  const value = unwrapped(raw, form);
  const quoted = QUOTED.exec(value)?.groups;
  if (quoted) return readQuoted(quoted);
  const pair = PAIR.exec(value)?.groups;
  if (pair) return text(`${inner(pair['name'])} <${inner(pair['address'])}>`);
  if (NOTHING.test(value)) return text('');
  const cast = (CAST.exec(value) ?? RUBY_CAST.exec(value))?.groups?.['inside'];
  if (cast !== undefined) return readValue(cast.replace(BASE, '').trim(), form);
  const reference = REFERENCE.exec(value);
  if (reference) return unknown(reference.groups?.['name']);
  if (FROM_ENVIRONMENT.test(value)) return unknown(sourceIn(value));
  if (isCode && /^:[a-z_]\w*$/.test(value)) return text(value.slice(1));
  const isComputed = isCode ? !PLAIN_CODE.test(value) : /^["']/.test(value);
  return isComputed ? unknown(undefined) : text(value);
}

/** Without the mark that ends a statement, and without parentheses around all of it. */
function unwrapped(raw: string, form: ValueForm): string {
  if (form !== 'code' && !IS_PROGRAM[form].test(raw)) return raw;
  const value = withoutEnd(raw);
  const inside = PARENTHESES.exec(value)?.groups?.['inside'];
  return inside === undefined ? value : unwrapped(withoutEnd(inside).trimStart(), form);
}

function withoutEnd(value: string): string {
  let end = value.length;
  while (/[\s,;]/.test(value[end - 1] ?? '')) end -= 1;
  return value.slice(0, end);
}

function readQuoted(parts: Readonly<Record<string, string | undefined>>): PastedValue {
  const { prefix = '', mark = '', inside = '' } = parts;
  const isFilled = /f/i.test(prefix) && inside.includes('{');
  const reference = mark.startsWith("'") ? null : REFERENCE.exec(inside);
  if (isFilled || reference) return unknown(reference?.groups?.['name']);
  return text(/r/i.test(prefix) ? inside : inside.replaceAll(/\\(["'\\`$])/g, '$1'));
}

function sourceIn(value: string): string | undefined {
  const [, member, symbol, variable] = NAMED_BARE.exec(value) ?? [];
  return NAMED_IN_QUOTES.exec(value)?.[1] ?? member ?? symbol ?? variable;
}

function inner(quoted = ''): string {
  return quoted.slice(1, -1);
}

function text(value: string): PastedValue {
  return { kind: 'text', text: value };
}

function unknown(source: string | undefined): PastedValue {
  return { kind: 'unknown', source: source !== undefined && IS_NAME.test(source) ? source : null };
}
