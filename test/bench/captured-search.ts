import { join } from 'node:path';

import SQLite from 'better-sqlite3';

import { openDatabase } from '../../src/main/db/open-database.ts';
import { createCapturedStore } from '../../src/main/mail/captured/captured-store.ts';
import { openApplication } from './support/application.ts';
import { type Figure, inTurns, timed } from './support/figure.ts';
import { withFolder } from './support/folder.ts';

const MAILS = 100_000;
const BATCH = 1_000;
const ROUNDS = 15;
const SYLLABLES = 'ka lo mi ter san bo vel dra nes tu ri gon pal che wi zo'.split(' ');

/** Searches as people type them: what one mail has, what few have, what all have. */
const SEARCHES = [
  { search: 'person77777', like: 'person77777' },
  { search: 'to:person4242', like: 'person4242' },
  { search: 'kalomi', like: 'kalomi' },
  { search: 'activate', like: 'activate' },
] as const;

/**
 * The first page and the number of all mails that match, against scanning the same texts with LIKE
 * in a table that holds nothing else.
 */
export function benchCapturedSearch(): Promise<readonly Figure[]> {
  return withFolder(async (folder) => {
    await fill(folder);
    const { application, call } = await openApplication(folder, { signedIn: true });
    const texts = fillTexts(join(folder, 'texts.sqlite3'));
    const figures: Figure[] = [];
    for (const { search, like } of SEARCHES) {
      const input = { search, unreadOnly: false, offset: 0, limit: 200 };
      const { total } = await call('captured.list', input);
      const measured = await inTurns(ROUNDS, {
        gatehouse: () => timed(() => call('captured.list', input)),
        bare: () => timed(() => texts.scan(`%${like}%`)),
      });
      const found = `${total.toLocaleString('en')} of ${MAILS.toLocaleString('en')} mails`;
      figures.push({ work: `search “${search}”, ${found}`, unit: 'ms', ...measured });
    }
    texts.close();
    await application.stop();
    return figures;
  });
}

async function fill(folder: string): Promise<void> {
  const { db } = await openDatabase(join(folder, 'gatehouse.sqlite3'));
  const store = createCapturedStore({
    db,
    now: () => new Date(),
    onChange: () => {},
    onError: (error) => console.error(error),
  });
  for (let first = 0; first < MAILS; first += BATCH) {
    const numbers = Array.from({ length: BATCH }, (_, index) => first + index);
    await Promise.all(numbers.map((number) => store.add(received(number))));
    await store.settled();
  }
  await db.destroy();
}

function fillTexts(file: string) {
  const database = new SQLite(file);
  database.exec('CREATE TABLE mail (id INTEGER PRIMARY KEY, subject, sender, recipient, body)');
  const insert = database.prepare('INSERT INTO mail VALUES (?, ?, ?, ?, ?)');
  database.transaction(() => {
    for (let number = 0; number < MAILS; number += 1) {
      const { subject, sender, recipient, body } = textOf(number);
      insert.run(number + 1, subject, sender, recipient, body);
    }
  })();
  const matching =
    'FROM mail WHERE subject LIKE @like OR sender LIKE @like OR recipient LIKE @like OR body LIKE @like';
  const count = database.prepare(`SELECT count(*) ${matching}`);
  const page = database.prepare(`SELECT id, subject ${matching} ORDER BY id DESC LIMIT 200`);
  return {
    scan: (like: string): unknown => [count.get({ like }), page.all({ like })],
    close: () => void database.close(),
  };
}

function received(number: number) {
  const { subject, sender, recipient, body } = textOf(number);
  const head = [`Subject: ${subject}`, `From: ${sender}`, `To: ${recipient}`, 'MIME-Version: 1.0'];
  const type = 'Content-Type: text/plain; charset=utf-8';
  return {
    raw: Buffer.from(`${[...head, type, '', body].join('\r\n')}\r\n`),
    envelopeFrom: sender,
    envelopeTo: [recipient],
    receivedAt: new Date(Date.UTC(2026, 0, 1) + number * 60_000),
  };
}

/** The same text for the same number, of words that repeat as words of mails do. */
function textOf(number: number) {
  const key = (number * 7_919).toString(36);
  const words = Array.from({ length: 90 }, (_, place) =>
    word((number * 31 + place * place * 17) >>> 0),
  );
  return {
    subject: `Account activation ${number}`,
    sender: 'noreply@shop.example',
    recipient: `person${number}@people.example`,
    body:
      `Hello person${number},\r\n\r\nto activate your account open this link:\r\n` +
      `https://shop.example/accounts/activate/${key}/\r\n\r\n${words.join(' ')}`,
  };
}

function word(number: number): string {
  const place = (step: number): string => SYLLABLES[Math.floor(number / step) % 16] ?? '';
  return `${place(1)}${place(16)}${place(256)}`;
}
