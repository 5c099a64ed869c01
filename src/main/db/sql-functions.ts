import type SQLite from 'better-sqlite3';

import { foldText } from './fold-text.ts';

/** Between the parts of a person's text; folded text has no control characters. */
export const AFTER_USERNAME = '\u0001';
export const AFTER_NAME = '\u0002';

/** All that a word is looked for in, folded: user name, first and last name, e-mail address. */
export function personText(person: {
  readonly username: string;
  readonly first: string;
  readonly last: string;
  readonly email: string;
}): string {
  const { username, first, last, email } = person;
  const name = foldText(`${first} ${last}`);
  return `${foldText(username)}${AFTER_USERNAME}${name}${AFTER_NAME}${foldText(email)}`;
}

/** Gives a connection the functions that our statements call: SQLite itself folds ASCII only. */
export function addSqlFunctions(database: SQLite.Database): void {
  const options = { deterministic: true };
  database.function('gatehouse_fold', options, (text: string) => foldText(text));
  database.function(
    'gatehouse_person_text',
    { ...options, varargs: true },
    (username: string, first: string, last: string, email: string) =>
      personText({ username, first, last, email }),
  );
}
