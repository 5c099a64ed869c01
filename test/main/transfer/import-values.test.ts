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
  ['2020-02-30', null],
  ['0001-01-01T00:00:00+02:00', null],
  ['0001-01-01T00:00:00Z', '0001-01-01 00:00:00'],
  ['9999-12-31T23:59:59-02:00', null],
  ['02/01/2020', null],
])('the instant %s is %s', (text, stored) => {
  expect(readInstant(text)).toBe(stored);
});

test('yes and no are read in several words', () => {
  expect(['1', 'TRUE', 'yes', '', '0', 'Off', 'maybe'].map(readBoolean)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    null,
  ]);
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
  ['Kontakt,mail', [['anna@web.example'], []], [null, 'email']],
  ['login,Kontakt', [['anna'], ['anna@web.example', 'none']], ['username', null]],
  ['login,Kontakt', [['anna@web.example'], []], ['username', null]],
])('the e-mail addresses of %s are known by their values', (names, samples, fields) => {
  expect(guessFields(names.split(','), samples)).toEqual(fields);
});
