/** One `name = value` of a pasted text, in whatever language it is written. */
export interface Statement {
  /** Counted from 1. */
  readonly line: number;
  /** What it stands within, from the outside: sections, braces, the first parts of a dotted name. */
  readonly path: readonly string[];
  readonly name: string;
  /** As it stands there, with its quotes. */
  readonly value: string;
  readonly form: ValueForm;
}

/**
 * How a value is written: `code` where a bare word is a variable, `line` for the rest of a line of
 * an .env file, whose marks at the end are its own, and `text` for what may be either.
 */
export type ValueForm = 'code' | 'line' | 'text';

interface Container {
  readonly name: string | null;
  /** How far what is inside is indented at least (YAML, INI), or null for what has a bracket. */
  readonly indent: number | null;
}

interface Reader {
  readonly text: string;
  at: number;
  readonly open: Container[];
}

/** No line leaves a section of an INI file by how far it is indented. */
const SECTION_INDENT = -1;
/** Where a value that goes over several lines ends at the latest, in characters. */
const LONGEST_VALUE = 2_000;

const HEAD =
  /(?:-[ \t]+)?(?:(?:export|set|setenv|const|let|var|final)[ \t]+)*(?:(["'])(?<quoted>[^"'\n]{1,80})\1|:(?<symbol>[a-z_]\w*)(?=[ \t]*=>)|(?<bare>[A-Za-z_$][\w$]*(?:(?:\.|::|->|-)[A-Za-z_$][\w$]*)*)(?:\[[ \t]*["':](?<key>[\w.-]+)["']?[ \t]*\])?(?<words>(?:[ \t]+[\w()/-]+){0,3}))(?:[ \t]*:[ \t]*[A-Za-z][\w.[\]|]*(?=[ \t]*=[^=]))?(?<sign>[ \t]*(?:=>|:=|=(?![=~])|:(?![:/=])))[ \t]*/y;
const OPENING =
  /(?:(?:await|new)[ \t]+)?(?:[\w.$:]+[ \t]*\(\s*)?\{|(?:dict|array)\(|\[(?=\s*["'][\w.]+["']\s*=>)/y;
const BETWEEN =
  /[\s,]+|(?:#|\/\/)[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|;(?:(?<=^[ \t]*;|\n[ \t]*;)[^\n]*)?/y;
const SECTION = /(?<=^[ \t]*|\n[ \t]*)\[(?<name>[\w .:-]+)\][ \t\r]*(?=\n|$)/y;
const BRACKET = /[{}()[\]]/y;
/** An address of a server that stands alone, or is what a mailer is called with. */
const URL_ALONE =
  /(?:[\w.]+\(\s*)?["'`]?(?<url>(?:smtps?|submissions?)(?:\+\w+)?:\/\/[^\s"'`,;)]+)["'`]?/iy;
const REST_OF_LINE = /[^\n{}()[\]]+/y;
const STRING = /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|`[^`]*`/y;
const PLAIN = /[^"'`()[\]{}]+/y;
const QUOTES = `"'\``;
/** Whether brackets in a value are a program's: it is a call, a list or a text in quotes. */
const IS_EXPRESSION = /^(?:[\w.$:]*[ \t]*[([]|[rbuf]{0,2}["'`])/i;
/** What a line of an .env file begins with. */
const IS_ENV_LINE = /^(?:-[ \t]+)?(?:export[ \t]+)?\w+=$/;
/** Names of Django's settings, whose file is a program. */
const IS_DJANGOS = /^(?:EMAIL_\w+|DEFAULT_FROM_EMAIL|SERVER_EMAIL)$/;

/**
 * Takes a text apart that somebody pasted: settings.py, an .env file, YAML, INI, or the options of
 * a mailer in JavaScript, Ruby or PHP. Nothing is evaluated.
 *
 * @param text Of any form; what is no statement is skipped.
 * @param onOther Told of the lines that hold neither a statement nor what stands around one.
 */
export function readStatements(text: string, onOther: (line: number) => void): Statement[] {
  const reader: Reader = { text: text.replaceAll('\r\n', '\n'), at: 0, open: [] };
  const lineAt = lineCounter(reader.text);
  const statements: Statement[] = [];
  while (skipBetween(reader)) {
    const line = lineAt(reader.at);
    leaveIndented(reader);
    const url = take(reader, URL_ALONE)?.groups?.['url'];
    if (url !== undefined) {
      statements.push({ line, path: ['smtp'], name: 'url', value: url, form: 'text' });
      continue;
    }
    const start = reader.at;
    const head = take(reader, HEAD);
    if (head === null) {
      const other = take(reader, REST_OF_LINE)?.[0].trim() ?? '';
      const isAround = '([{'.includes(reader.text[reader.at] ?? ' ');
      if (!isAround && !/^(?:import|from|require|use)\b|^-+$/.test(other)) onOther(line);
      continue;
    }
    const names = namesIn(head);
    const name = names.pop() ?? '';
    if (openContainer(reader, [...names, name].join('.'), indentAt(reader.text, start))) continue;
    const path = [...reader.open.flatMap((container) => container.name ?? []), ...names];
    statements.push({ line, path, name, ...readExpression(reader, head, name) });
  }
  return statements;
}

function take(reader: Reader, pattern: RegExp): RegExpExecArray | null {
  pattern.lastIndex = reader.at;
  const found = pattern.exec(reader.text);
  if (found !== null) reader.at = pattern.lastIndex;
  return found;
}

/** Goes on to the next statement. @returns Whether there is one. */
function skipBetween(reader: Reader): boolean {
  while (reader.at < reader.text.length) {
    const section = take(reader, SECTION);
    if (section !== null) {
      reader.open.splice(0, Infinity, {
        name: section.groups?.['name'] ?? '',
        indent: SECTION_INDENT,
      });
      continue;
    }
    if (take(reader, BETWEEN) !== null) continue;
    const bracket = take(reader, BRACKET)?.[0];
    if (bracket === undefined) return true;
    if ('{(['.includes(bracket)) reader.open.push({ name: null, indent: null });
    else closeBracket(reader.open);
  }
  return false;
}

function closeBracket(open: Container[]): void {
  const last = open.findLastIndex(({ indent }) => indent === null);
  if (last !== -1) open.splice(last);
}

/** Leaves the blocks of YAML that a line is no longer indented for. */
function leaveIndented({ text, at, open }: Reader): void {
  const indent = indentAt(text, at);
  if (indent === null) return;
  for (let last = open.at(-1); last?.indent != null && last.indent >= indent; last = open.at(-1)) {
    open.pop();
  }
}

/** How far the first thing of a line is indented, or null for what is not the first. */
function indentAt(text: string, at: number): number | null {
  let start = at;
  while (start > 0 && ' \t\r\f\v'.includes(text[start - 1] ?? '\n')) start -= 1;
  return start === 0 || text[start - 1] === '\n' ? at - start : null;
}

function openContainer(reader: Reader, name: string, indent: number | null): boolean {
  if (take(reader, OPENING) !== null) {
    reader.open.push({ name, indent: null });
    return true;
  }
  const isBlock =
    indent !== null && /:[ \t]*$/.test(reader.text.slice(Math.max(0, reader.at - 80), reader.at));
  const next = /^(?:[ \t]*(?:#[^\n]*)?\n)+([ \t]*)\S/.exec(
    reader.text.slice(reader.at, reader.at + 400),
  );
  if (!isBlock || (next?.[1] ?? '').length <= indent) return false;
  reader.open.push({ name, indent });
  return true;
}

/** The parts of a name such as `spring.mail.host` or `app.config["MAIL_SERVER"]`. */
function namesIn({ groups = {} }: RegExpExecArray): string[] {
  const { quoted, symbol, bare, words = '', key } = groups;
  const whole = (quoted ?? symbol ?? bare ?? '') + words;
  const names = whole.split(/\.|::|->/).map((name) => name.replace(/^\$/, ''));
  return key === undefined ? names : [...names, key];
}

function readExpression(
  reader: Reader,
  head: RegExpExecArray,
  name: string,
): Pick<Statement, 'value' | 'form'> {
  const isInBrackets = reader.open.some(({ indent }) => indent === null);
  // NAME=value without blanks is a line of an .env file: all of it is the value.
  const sign = head.groups?.['sign'] ?? '';
  const isTight = sign === '=' && head[0].endsWith('=') && !isInBrackets;
  const isInSection = reader.open.some(({ indent }) => indent === SECTION_INDENT);
  const isPython = !isTight && !isInSection && sign.endsWith('=') && IS_DJANGOS.test(name);
  const { text, at } = reader;
  const isOfLines = !isTight && IS_EXPRESSION.test(text.slice(at, at + 100));
  const end = (isOfLines ? endOf(reader, isInBrackets) : null) ?? endInLine(reader, isInBrackets);
  reader.at = end;
  const isLine = isTight && IS_ENV_LINE.test(head[0]);
  const form = isInBrackets || isPython ? 'code' : isLine ? 'line' : 'text';
  return { value: text.slice(at, end).trim(), form };
}

/** Where an expression ends that may go over several lines, or null when it does not. */
function endOf(reader: Reader, isInBrackets: boolean): number | null {
  const ahead: Reader = { ...reader };
  const { text } = reader;
  const latest = Math.min(text.length, reader.at + LONGEST_VALUE);
  let depth = 0;
  while (ahead.at < latest) {
    if (depth > 0 && take(ahead, PLAIN) !== null) continue;
    const character = text[ahead.at] ?? '';
    if (QUOTES.includes(character) && take(ahead, STRING) !== null) continue;
    if (depth === 0 && isEnd(text, ahead.at, isInBrackets)) return ahead.at;
    if ('([{'.includes(character)) depth += 1;
    if (')]}'.includes(character)) depth -= 1;
    if (depth < 0) return ahead.at;
    ahead.at += 1;
  }
  return depth === 0 ? ahead.at : null;
}

function endInLine(reader: Reader, isInBrackets: boolean): number {
  const ahead: Reader = { ...reader };
  const { text } = reader;
  while (ahead.at < text.length && !isEnd(text, ahead.at, isInBrackets)) {
    const character = text[ahead.at] ?? '';
    // In the middle of a word a quote is a letter.
    const isFirst = ahead.at === reader.at || /\W/.test(text[ahead.at - 1] ?? '');
    if (isFirst && QUOTES.includes(character) && take(ahead, STRING) !== null) continue;
    if (isInBrackets && ')]}'.includes(character)) break;
    ahead.at += 1;
  }
  return ahead.at;
}

/** A line's end, the comment before it, and between brackets what stands between two. */
function isEnd(text: string, at: number, isInBrackets: boolean): boolean {
  const character = text[at] ?? '';
  if (character === '\n' || (isInBrackets && ',;'.includes(character))) return true;
  const isAfterBlank = /\s/.test(text[at - 1] ?? '');
  return isAfterBlank && (character === '#' || text.startsWith('//', at));
}

/** Tells the line of places that only go forward. */
function lineCounter(text: string): (at: number) => number {
  let line = 1;
  let counted = 0;
  return (at) => {
    for (; counted < at; counted += 1) if (text[counted] === '\n') line += 1;
    return line;
  };
}
