import { expect, it } from 'vitest';

import { readAddresses } from '../../../../src/main/mail/capture/addresses.ts';

it.each([
  ['<j(comment)@x.example>', ''],
  ['j(c)@(d)x.example', ''],
  ['(c)j@x.example', ''],
  ['<j@x.example (c)>', ''],
  ['<j(a \\) b (c))@x.example>', ''],
  ['Anna (HR) <j@x.example>', 'Anna'],
  ['"Anna (HR)" <j@x.example>', 'Anna (HR)'],
  ['"(Anna" <j@x.example>', '(Anna'],
  ['j@x.example (Anna)', 'Anna'],
  ['j@x.example(Anna)', 'Anna'],
  ['(Anna) j@x.example', 'Anna'],
])('a comment in %s is no name unless it stands beside the address', (value, name) => {
  expect(readAddresses([value])).toEqual([{ name, address: 'j@x.example' }]);
});

it('a comment that does not end hides nobody', () => {
  const found = readAddresses(['a@x.example, (b <c@x.example>']);
  expect(found[0]).toEqual({ name: '', address: 'a@x.example' });
});

it.each([
  ['=?utf-8?Q?M=C3=BCller,_J=C3=B6rg?= <j@x.example>', 'Müller, Jörg'],
  ['=?utf-8?q?Anna=20(HR);_<Bonn>?= <j@x.example>', 'Anna (HR); <Bonn>'],
  ['Anna <<j@x.example>>', 'Anna'],
  ['"Anna <j@x.example>', 'Anna'],
])('a name in %s ends where its writer meant it to', (value, name) => {
  expect(readAddresses([value])).toEqual([{ name, address: 'j@x.example' }]);
});

it('a quotation mark that nothing closes hides nobody', () => {
  const both = [
    { name: 'Anna', address: 'a@x.example' },
    { name: 'Bob, Jr', address: 'b@x.example' },
  ];
  expect(readAddresses(['"Anna <a@x.example>, "Bob, Jr" <b@x.example>'])).toEqual(both);
  expect(readAddresses(['Anna <a@x.example>, "Bob\\, Jr" <b@x.example>'])).toEqual(both);
});
