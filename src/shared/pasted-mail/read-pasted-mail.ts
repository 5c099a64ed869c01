import { meaningOf, type OtherPage, type PastedField } from './meaning.ts';
import { securityOf } from './pasted-security.ts';
import { type PastedValue, readValue } from './pasted-value.ts';
import { partsOfUrl } from './smtp-url.ts';
import { readStatements, type Statement } from './statements.ts';
import { type KnownProvider, type Taken, takeValue } from './take-field.ts';

/** What was understood of a pasted text, and what was not. No secret is in any of its sentences. */
export interface PastedMail extends Pick<Taken, 'server' | 'secrets' | 'sender'> {
  /** What was assumed, or looks wrong, in a sentence each. */
  readonly notes: readonly string[];
  /** What is only known where the text comes from, and its name in the environment there. */
  readonly unknown: readonly { readonly name: string; readonly source: string | null }[];
  /** What is set on another page of the settings. */
  readonly elsewhere: readonly { readonly name: string; readonly page: OtherPage }[];
  /** Names of what there is nothing like here. */
  readonly noCounterpart: readonly string[];
  /** Lines that say something else; `name` is null where nothing is given a value. */
  readonly notUnderstood: readonly { readonly line: number; readonly name: string | null }[];
}

const MAYBE_URLS: ReadonlySet<PastedField> = new Set(['host', 'backend', 'from']);
/** The longest name that is told back, in characters. */
const LONGEST_NAME = 40;

interface Found {
  readonly providers: readonly KnownProvider[];
  readonly taken: Taken;
  readonly seen: Map<PastedField, string>;
  readonly unknown: Map<string, { field: PastedField; source: string | null }>;
  readonly elsewhere: Map<string, OtherPage>;
  readonly noCounterpart: Set<string>;
  readonly notUnderstood: Map<string, { line: number; name: string | null }>;
}

/**
 * Reads mail settings that somebody pasted: Django's settings.py, an .env file, an `smtp://` address,
 * the options of nodemailer, Rails, Laravel or Spring, or a provider's table. Nothing is evaluated,
 * and of what is there twice the last counts.
 *
 * @param providers Whom nodemailer's `service: 'gmail'` may name.
 */
export function readPastedMail(text: string, providers: readonly KnownProvider[] = []): PastedMail {
  const found: Found = {
    providers,
    taken: { server: {}, secrets: {}, sender: {}, said: {}, notes: [] },
    seen: new Map(),
    unknown: new Map(),
    elsewhere: new Map(),
    noCounterpart: new Set(),
    notUnderstood: new Map(),
  };
  const onOther = (line: number) => found.notUnderstood.set(String(line), { line, name: null });
  const read = readStatements(text, onOther).map((statement) => ({
    statement,
    value: readValue(statement.value, statement.form),
  }));
  const lastUnknown = new Map(
    read.flatMap(({ statement, value }, at) =>
      value.kind === 'unknown' ? [[fullName(statement), at]] : [],
    ),
  );
  for (const [at, { statement, value }] of read.entries()) {
    if (at >= (lastUnknown.get(fullName(statement)) ?? 0)) take(statement, value, found);
  }
  const { taken, unknown } = found;
  settle(found);
  return {
    server: taken.server,
    secrets: taken.secrets,
    sender: taken.sender,
    notes: [...new Set(taken.notes)],
    unknown: [...unknown].map(([name, { source }]) => ({ name, source })),
    elsewhere: [...found.elsewhere].map(([name, page]) => ({ name, page })),
    noCounterpart: [...found.noCounterpart],
    notUnderstood: [...found.notUnderstood.values()].toSorted((a, b) => a.line - b.line),
  };
}

/** Whether there is anything in it that a form can take over. */
export function isAnythingPasted({ server, secrets, sender }: PastedMail): boolean {
  return [server, secrets, sender].some((values) => Object.keys(values).length > 0);
}

function fullName({ path, name }: Statement): string {
  return [...path, name].join('.');
}

function take(statement: Statement, value: PastedValue, found: Found): void {
  const { line, name, path } = statement;
  const meaning = meaningOf(name, path);
  if (meaning === null) {
    // What stands within one thing is one thing.
    const about = [...path, name].slice(0, 2).join('.');
    // A line of a key in base64 ends in = too, and is no name.
    const isName = value.kind === 'unknown' || (value.text !== '' && about.length <= LONGEST_NAME);
    if (!found.notUnderstood.has(about)) {
      found.notUnderstood.set(about, { line, name: isName ? about : null });
    }
  } else if (meaning.kind === 'elsewhere') found.elsewhere.set(name, meaning.page);
  else if (meaning.kind === 'no-counterpart') found.noCounterpart.add(name);
  else if (value.kind === 'unknown') {
    found.unknown.set(name, { field: meaning.field, source: value.source });
  } else if (isUrl(meaning.field, value.text)) {
    const parts = partsOfUrl(value.text);
    if (parts === null) found.notUnderstood.set(name, { line, name });
    for (const [part, partValue] of parts ?? []) {
      take({ ...statement, path: ['smtp'], name: part }, partValue, found);
    }
  } else if (!takeField(found, meaning.field, { name, text: value.text })) {
    found.notUnderstood.set(name, { line, name });
  }
}

/** nodemailer's `transport` may be an address of a server, and people put one where a name belongs. */
function isUrl(field: PastedField, text: string): field is 'url' {
  return field === 'url' || (MAYBE_URLS.has(field) && partsOfUrl(text) !== null);
}

function takeField(
  { seen, taken, unknown, providers }: Found,
  field: Exclude<PastedField, 'url'>,
  { name, text }: { readonly name: string; readonly text: string },
): boolean {
  if (seen.has(field) && seen.get(field) !== text) {
    taken.notes.push(`${name} is there twice, with different values. The last one counts.`);
  }
  seen.set(field, text);
  unknown.delete(name);
  return takeValue(field, text, taken, providers);
}

/** What follows from several values together: the encryption, the port, and the way to log in. */
function settle({ taken, unknown }: Found): void {
  const { server, secrets } = taken;
  const isUnknown = (...fields: readonly PastedField[]) =>
    [...unknown.values()].some(({ field }) => fields.includes(field));
  const { notes, ...place } = securityOf({
    said: taken.said,
    host: server.host,
    port: server.port,
    isPartUnknown: {
      port: isUnknown('port', 'url'),
      security: isUnknown('startTls', 'tlsFromStart', 'encryption'),
    },
  });
  Object.assign(server, place);
  taken.notes.push(...notes);
  if (secrets.password === '') delete secrets.password;
  if (secrets.refreshToken !== undefined) server.auth ??= 'xoauth2';
  const isToldElsewhere = server.host !== undefined && isUnknown('user', 'password');
  const hasLogin = server.user || secrets.password !== undefined || isToldElsewhere;
  if (hasLogin) server.auth ??= 'auto';
  else if (server.user === '' || (server.security === 'none' && server.host !== undefined)) {
    server.auth ??= 'none';
  }
}
