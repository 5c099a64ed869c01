import type { KyselyPlugin } from 'kysely';

/** Django's columns of text and dates, in which SQLite keeps whatever a program has written. */
const TEXTS = [
  'username',
  'first_name',
  'last_name',
  'email',
  'password',
  'date_joined',
  'last_login',
];

/** What a column of text holds as text: bytes are read as UTF-8, with U+FFFD for what is none. */
export function textOf(value: string | Uint8Array): string {
  return typeof value === 'string' ? value : Buffer.from(value).toString();
}

/** Reads BLOBs in columns of text as text. */
export const textOfBlobs: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  async transformResult({ result }) {
    const [first] = result.rows;
    for (const column of TEXTS) {
      if (first === undefined || !Object.hasOwn(first, column)) continue;
      for (const row of result.rows) {
        const value = row[column];
        if (value instanceof Uint8Array) row[column] = textOf(value);
      }
    }
    return result;
  },
};
