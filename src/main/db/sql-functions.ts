import type SQLite from 'better-sqlite3';

import { domainOf } from './domain-of.ts';
import { foldParts, foldText } from './fold-text.ts';
import { textOf } from './text-of-blobs.ts';

/** Between the parts of a person's text; folded text has no control characters. */
const SEPARATORS = ['\u0001', '\u0002'];

/** All that a word is looked for in, folded: user name, first and last name, e-mail address. */
export function personText(person: {
  readonly username: string;
  readonly first: string;
  readonly last: string;
  readonly email: string;
}): string {
  const { username, first, last, email } = person;
  const parts = [username, `${first} ${last}`, email];
  return (
    foldParts(parts, SEPARATORS) ??
    parts.map((part, at) => foldText(part) + (SEPARATORS[at] ?? '')).join('')
  );
}

/** What a column of text gives. */
type Text = string | Uint8Array;

/** Gives a connection the functions that our statements call: SQLite itself folds ASCII only. */
export function addSqlFunctions(database: SQLite.Database): void {
  const options = { deterministic: true };
  database.function('gatehouse_fold', options, (text: Text) => foldText(textOf(text)));
  database.function('gatehouse_domain', options, (address: Text) => domainOf(textOf(address)));
  database.function(
    'gatehouse_person_text',
    { ...options, varargs: true },
    (username: Text, first: Text, last: Text, email: Text) =>
      personText({
        username: textOf(username),
        first: textOf(first),
        last: textOf(last),
        email: textOf(email),
      }),
  );
}
