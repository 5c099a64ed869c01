import { expect, test } from 'vitest';

import { createJsonReader, jsonCell } from '../../../src/main/transfer/json-reader.ts';
import { createEncodingGuess } from '../../../src/main/transfer/text-encoding.ts';

function guess(...pieces: readonly (Buffer | string)[]) {
  const encoding = createEncodingGuess();
  for (const piece of pieces) encoding.feed(Buffer.from(piece as string));
  return encoding.guess();
}

function records(text: string, size = text.length) {
  const reader = createJsonReader();
  const found = [];
  for (let at = 0; at < text.length; at += size)
    found.push(...reader.feed(text.slice(at, at + size)));
  return [...found, ...reader.end()];
}

test('an encoding is told by its mark, its zeros or its bytes', () => {
  const swapped = (text: string) => Buffer.from(text, 'utf16le').swap16();
  expect(guess('name\nJörg')).toBe('utf-8');
  expect(guess('\ufeffname')).toBe('utf-8');
  expect(guess(Buffer.from('name;J\xf6rg', 'latin1'))).toBe('windows-1252');
  expect(guess(Buffer.from('\ufeffname', 'utf16le'))).toBe('utf-16le');
  expect(guess(Buffer.from('username,email', 'utf16le'))).toBe('utf-16le');
  expect(guess(swapped('\ufeffname'))).toBe('utf-16be');
  expect(guess(swapped('username,email'))).toBe('utf-16be');
});

test('a letter that is cut between two pieces is still UTF-8', () => {
  const bytes = Buffer.from('Jörg');
  expect(guess(bytes.subarray(0, 2), bytes.subarray(2))).toBe('utf-8');
});

test('a file that ends in one of Windows’ Latin letters is none of UTF-8', () => {
  const bytes = Buffer.from('username,last_name\nrene,Andr\xe9', 'latin1');
  expect(guess(bytes)).toBe('windows-1252');
  expect(guess(bytes.subarray(0, 5), bytes.subarray(5))).toBe('windows-1252');
});

const ANNA = { username: 'anna', groups: ['a', 'b'], note: 'says "]}" and \\' };
const BO = { username: 'bo' };

test.each([
  ['an array', JSON.stringify([ANNA, BO])],
  ['an array over lines', JSON.stringify([ANNA, BO], null, 2)],
  ['an object a line', `${JSON.stringify(ANNA)}\n${JSON.stringify(BO)}\n`],
  ['a realm of Keycloak', JSON.stringify({ realm: 'x', users: [ANNA, BO] })],
  [
    'dumpdata of Django',
    JSON.stringify([
      { model: 'auth.group', pk: 1, fields: { name: 'a' } },
      { model: 'auth.user', pk: 1, fields: ANNA },
      { model: 'auth.user', pk: 2, fields: BO },
    ]),
  ],
])('records come out of %s, in any pieces', (_, text) => {
  expect(records(text)).toEqual([ANNA, BO]);
  for (const size of [1, 7]) expect(records(text, size)).toEqual([ANNA, BO]);
});

test('a list of users with something else in it is told', () => {
  for (const other of ['null', '"anna"', '[]']) {
    expect(() => records(`{"users":[{"username":"anna"},${other}]}`)).toThrow('no record');
  }
});

test('a file that was cut off is told', () => {
  expect(() => records('[{"username":"anna"},{"user')).toThrow('was cut off');
});

test('a dump’s people are in the groups that it names, wherever it does', () => {
  const user = (groups: unknown[]) => ({ model: 'auth.user', pk: 7, fields: { groups } });
  const group = (pk: number, name: string) => ({ model: 'auth.group', pk, fields: { name } });
  const text = JSON.stringify([
    group(1, 'Sales, EMEA'),
    user([1, 2, 3]),
    user([['editors']]),
    group(2, 'editors'),
  ]);
  const groups = new Map<unknown, string>();
  const read = () => {
    const reader = createJsonReader(groups);
    return [...reader.feed(text), ...reader.end()].map((record) => jsonCell(record['groups']));
  };
  read();
  expect(read()).toEqual(['"Sales, EMEA",editors,auth.group 3', 'editors']);
});

test('values become cells', () => {
  expect([null, undefined, true, 3, 'x', ['a', 'b'], { a: 1 }].map(jsonCell)).toEqual([
    '',
    '',
    'true',
    '3',
    'x',
    'a,b',
    '{"a":1}',
  ]);
});

test('a list that was cut off between two records is told, and so is what stands between them', () => {
  for (const text of ['[{"a":1},{"a":2},', '[{"a":1}'])
    expect(() => records(text)).toThrow('cut off');
  for (const text of ['[{"a":1},"{"a":2}]', '{"a":1}x{"a":2}', '[{"a":1}]]', '[[{"a":1}]]']) {
    expect(() => records(text)).toThrow('no record');
  }
});
