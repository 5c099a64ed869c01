import { parseDjangoDatetime } from '../../db/django-datetime.ts';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const LINE_END = 0x0a;

/**
 * A mail as an entry of an mbox file (RFC 4155, in the reversible "mboxrd" form): a line that
 * starts with `From `, after any number of `>`, gets one more `>`. All other bytes stay.
 *
 * @param envelopeFrom Empty for a bounce.
 * @param receivedAt As the database keeps it, in UTC.
 */
export function mboxEntry(raw: Buffer, envelopeFrom: string, receivedAt: string): Buffer {
  const at = parseDjangoDatetime(receivedAt) ?? new Date(0);
  const sender = /^[\x21-\x7e]+$/.test(envelopeFrom) ? envelopeFrom : 'MAILER-DAEMON';
  const quoted = raw.toString('latin1').replace(/^(>*From )/gm, '>$1');
  const end = raw.at(-1) === LINE_END ? '\n' : '\n\n';
  return Buffer.from(`From ${sender} ${ctime(at)}\n${quoted}${end}`, 'latin1');
}

/**
 * The mails in a file: those of an mbox, with the quoting undone, or the one that the file is.
 *
 * @returns An empty list for an empty file.
 */
export function readMails(file: Buffer): Buffer[] {
  const text = file.toString('latin1').replace(/^\xef\xbb\xbf(?=From )/, '');
  if (!text.startsWith('From ')) return file.length === 0 ? [] : [file];
  return text
    .split(/(?:^|(?<=\n\r?\n))From [^\n]*\n/)
    .slice(1)
    .map((entry) => entry.replace(/(?<=\n)\r?\n$/, '').replace(/^>(>*From )/gm, '$1'))
    .map((entry) => Buffer.from(entry, 'latin1'))
    .filter((mail) => mail.length > 0);
}

/** Whether a file begins as an mbox does: with a line that names a sender and a time (RFC 4155). */
export function isMbox(file: Buffer): boolean {
  return /^(?:\xef\xbb\xbf)?From \S+ +\w{3} \w{3} +\d+ \d\d:\d\d/.test(
    file.toString('latin1', 0, 1_000),
  );
}

/** As C's asctime writes an instant, in UTC. */
function ctime(at: Date): string {
  const [day, month] = [DAYS[at.getUTCDay()], MONTHS[at.getUTCMonth()]];
  const date = String(at.getUTCDate()).padStart(2);
  return `${day} ${month} ${date} ${at.toISOString().slice(11, 19)} ${at.getUTCFullYear()}`;
}
