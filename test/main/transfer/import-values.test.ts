import { expect, test } from 'vitest';

import { guessFields } from '../../../src/main/transfer/guess-field.ts';
import { readBoolean, readInstant } from '../../../src/main/transfer/import-values.ts';

test.each([
  ['2020-01-02 03:04:05.123456', '2020-01-02 03:04:05.123456'],
  ['2020-01-02T03:04:05Z', '2020-01-02 03:04:05'],
  ['2020-01-02T03:04:05+02:00', '2020-01-02 01:04:05'],
  ['2020-01-02', '2020-01-02 00:00:00'],
  ['1700000000', '2023-11-14 22:13:20'],
  ['1700000000123', '2023-11-14 22:13:20.123000'],
  ['2020-02-30', 'no-such-day'],
  ['0001-01-01T00:00:00+02:00', null],
  ['0001-01-01T00:00:00Z', '0001-01-01 00:00:00'],
  ['9999-12-31T23:59:59-02:00', null],
  ['02/01/2020', 'ambiguous'],
  ['02-01-2020', 'ambiguous'],
  ['02/02/2020', '2020-02-02 00:00:00'],
  ['2/02/2020', '2020-02-02 00:00:00'],
  ['31/12/2020', '2020-12-31 00:00:00'],
  ['12/31/2020', '2020-12-31 00:00:00'],
  ['13/13/2020', 'no-such-day'],
  ['31.02.2026 13:45', 'no-such-day'],
  ['31.01.2026 25:00', null],
  ['1.2.2024', '2024-02-01 00:00:00'],
  ['01.02.2024, 13:45', '2024-02-01 13:45:00'],
  ['01.02.2024 13:45:07', '2024-02-01 13:45:07'],
  ['2024/02/01', '2024-02-01 00:00:00'],
  ['2024/02/01, 10:00', '2024-02-01 10:00:00'],
  ['2024-02-01, 10:00', '2024-02-01 10:00:00'],
  ['12.31.2020', 'no-such-day'],
])('the instant %s is %s', (text, stored) => {
  expect(readInstant(text, null)).toBe(stored);
});

test.each([
  ['day', '2020-01-02 00:00:00'],
  ['month', '2020-02-01 00:00:00'],
] as const)('whoever says that the %s comes first is followed', (order, stored) => {
  expect(readInstant('02/01/2020', order)).toBe(stored);
  expect(readInstant('02-01-2020', order)).toBe(stored);
});

test('a date that does not follow the order that was said is no day', () => {
  expect(readInstant('12/31/2020', 'day')).toBe('no-such-day');
  expect(readInstant('31/12/2020', 'month')).toBe('no-such-day');
});

test.each([
  [true, '1 TRUE yes ja Wahr oui vrai Sí verdadero'],
  [false, '0 no Off nein falsch non Faux falso'],
  [null, 'maybe x'],
])('%s is read in several words and languages', (value, words) => {
  for (const word of words.split(' ')) expect([word, readBoolean(word)]).toEqual([word, value]);
});

test.each([
  [
    'id,username,email,is_active,date_joined',
    [null, 'username', 'email', 'is_active', 'date_joined'],
  ],
  [
    'ID,user_login,user_pass,user_email,user_registered,display_name',
    [null, 'username', 'password', 'email', 'date_joined', 'full_name'],
  ],
  [
    'username,firstName,lastName,enabled,createdTimestamp',
    ['username', 'first_name', 'last_name', 'is_active', 'date_joined'],
  ],
  ['E-Mail Address,Mail', ['email', null]],
  [
    'E-Mail Adresse,Vorname,Familienname,Beitritt,aktiv',
    ['email', 'first_name', 'last_name', 'date_joined', 'is_active'],
  ],
  ['Prénom,Nom,Courriel', ['first_name', 'last_name', 'email']],
])('the columns %s are known by their names', (names, fields) => {
  expect(guessFields(names.split(','), [])).toEqual(fields);
});

test.each([
  ['login,Kontakt', [['anna'], ['anna@web.example', 'b@web.example']], ['username', 'email']],
  ['login,Manager', [['anna'], ['b@web.example', 'B@web.example']], ['username', null]],
  ['Kontakt,mail', [['anna@web.example'], []], [null, 'email']],
  ['login,Kontakt', [['anna'], ['anna@web.example', 'none']], ['username', null]],
  ['login,Kontakt', [['anna@web.example'], []], ['username', null]],
])('the e-mail addresses of %s are known by their values', (names, samples, fields) => {
  expect(guessFields(names.split(','), samples)).toEqual(fields);
});
