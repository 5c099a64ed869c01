/** What was said on open connections, without secrets. */
export interface TalkRecorder {
  /** Given to the library, which hides logins before it tells (RFC 4954). */
  readonly logger: Logger;
  /**
   * What was said on a connection since it was taken last, a line each: how it began comes first,
   * also for its later mails.
   */
  take(connection: string): string;
  forget(connection: string): void;
}

type Logger = Readonly<Record<Level, (entry?: Entry | string, ...words: unknown[]) => void>>;
type Level = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal';
interface Entry {
  readonly tnx?: string | undefined;
  readonly cid?: string | number | undefined;
}

/** Longer talks are cut, in characters. */
const LONGEST = 20_000;

/** How a client begins (RFC 5321 section 4.1.1.1). */
const SALUTE = /^C: (?:EHLO|HELO) /im;
/** What of a connection is left out of a later mail's talk. */
const EARLIER = '… earlier mails of this connection …\n';

/** Listens to the library's log and keeps the commands and replies of each connection. */
export function createTalkRecorder(): TalkRecorder {
  const talks = new Map<string, string>();
  /** What was said before the first mail of each connection. */
  const openings = new Map<string, string>();
  /** Connections on which a mail waits for its answer, which is no part of the next mail’s talk. */
  const answering = new Set<string>();
  const ignore = (): void => {};

  function debug(entry?: Entry | string, mark?: unknown, line?: unknown): void {
    if (typeof entry !== 'object') return;
    const { tnx, cid } = entry;
    if (typeof cid !== 'string' || (tnx !== 'command' && tnx !== 'send')) return;
    if (answering.delete(cid) && tnx === 'send') return;
    const said = talks.get(cid) ?? '';
    if (said.length >= LONGEST) return;
    const marked = String(line).replaceAll('\r\n', `\n${String(mark)} `);
    talks.set(cid, `${said}${String(mark)} ${marked}\n`);
  }

  return {
    logger: { trace: ignore, debug, info: ignore, warn: ignore, error: ignore, fatal: ignore },
    take: (connection) => {
      const said = talks.get(connection) ?? '';
      talks.delete(connection);
      answering.add(connection);
      const opening = openings.get(connection);
      if (opening !== undefined && !SALUTE.test(said)) return `${opening}${EARLIER}${said}`;
      openings.set(connection, said.slice(0, Math.max(0, said.search(/^C: MAIL /im))));
      return said;
    },
    forget: (connection) => {
      talks.delete(connection);
      openings.delete(connection);
      answering.delete(connection);
    },
  };
}
