import { array, assert, constantFrom, integer, property, string } from 'fast-check';
import { expect, test } from 'vitest';

import { guardFormulas, unguardFormulas } from '../../../src/main/csv/formula-guards.ts';
import { createCsvReader } from '../../../src/main/csv/read-csv.ts';
import { csvRow } from '../../../src/main/csv/write-csv.ts';

function read(text: string, delimiter = ',', size = text.length || 1): string[][] {
  const reader = createCsvReader(delimiter);
  const rows: string[][] = [];
  for (let at = 0; at < text.length; at += size)
    rows.push(...reader.feed(text.slice(at, at + size)));
  return [...rows, ...reader.end()];
}

test.each([
  [
    'a,b\r\nc,d\r\n',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  [
    'a,b\nc,d',
    [
      ['a', 'b'],
      ['c', 'd'],
    ],
  ],
  ['a\rb\r', [['a'], ['b']]],
  ['"a,1","b""2"\n', [['a,1', 'b"2']]],
  ['"two\r\nlines",x\n', [['two\r\nlines', 'x']]],
  [
    'a,\n,b\n',
    [
      ['a', ''],
      ['', 'b'],
    ],
  ],
  ['""\n', [['']]],
  ['a\n\nb', [['a'], [''], ['b']]],
  ['say "hi",x', [['say "hi"', 'x']]],
  ['"a"b,c', [['ab', 'c']]],
  ['', []],
])('%j is read whole and in any pieces', (text, rows) => {
  expect(read(text)).toEqual(rows);
  for (const size of [1, 2, 3]) expect(read(text, ',', size)).toEqual(rows);
});

test('a quote that is never closed is told with its row', () => {
  expect(() => read('a,b\n"c,d\ne,f')).toThrow('A quotation mark in row 2 is never closed.');
});

test('what is written is read again, whatever the cells, the delimiter and the pieces', () => {
  const cell = string({ unit: constantFrom(...'ab";,\t\r\n =é😀'), maxLength: 8 });
  const table = array(array(cell, { minLength: 2, maxLength: 4 }), { maxLength: 6 });
  assert(
    property(
      table,
      constantFrom(',', ';', '\t'),
      integer({ min: 1, max: 9 }),
      (rows, delimiter, size) => {
        const text = rows.map((row) => csvRow(row, { delimiter, formulaSafe: false })).join('');
        expect(read(text, delimiter, size)).toEqual(rows);
      },
    ),
    { numRuns: 300 },
  );
});

test('case 32: no cell is a formula for a spreadsheet', () => {
  const form = { delimiter: ',', formulaSafe: true };
  const hostile = [
    '=HYPERLINK("http://evil")',
    '+1',
    '-1',
    '@SUM(A1)',
    '\tx',
    '\rx',
    '\nx',
    '＝1+1',
  ];
  for (const text of hostile) {
    const [[cell = ''] = []] = read(csvRow([text], form));
    expect(cell).toBe(`'${text}`);
  }
  expect(csvRow(['a=1', 'karin@web.de'], form)).toBe('a=1,karin@web.de\r\n');
  expect(csvRow(['=1'], { ...form, formulaSafe: false })).toBe('=1\r\n');
});

test('what is made harmless for a spreadsheet is itself again without its guards', () => {
  const text = string({ unit: constantFrom(...`a;,|"'\t\n=-＝`), maxLength: 8 });
  assert(
    property(text, (each) => {
      expect(unguardFormulas(guardFormulas(each))).toBe(each);
    }),
    { numRuns: 2_000 },
  );
  for (const each of ["O'Brien", "'t Hooft", "a, 'b'", "a'-b"]) {
    expect(unguardFormulas(each)).toBe(each);
  }
});

test('a formula behind a sign that another program may cut at is no formula either', () => {
  const form = { delimiter: ',', formulaSafe: true } as const;
  expect(csvRow(['7', "x;=1+cmd|'/C calc'!A0;", 'a\n@b', 'a,"-1'], form)).toBe(
    `7,"x;'=1+cmd|'/C calc'!A0;","a\n'@b","a,""'-1"\r\n`,
  );
  expect(csvRow(['a-b=c', 'a; b', 'x;y'], form)).toBe('a-b=c,"a; b","x;y"\r\n');
  expect(csvRow(['x;=1'], { ...form, formulaSafe: false })).toBe('"x;=1"\r\n');
});
