import * as fc from 'fast-check';
import { expect, it, test } from 'vitest';

import { foldText } from '../../../src/main/db/fold-text.ts';
import { personText } from '../../../src/main/db/sql-functions.ts';

it.each([
  ['ANNA', 'anna'],
  ['Straße', 'strasse'],
  ['STRASSE', 'strasse'],
  ['ΣΟΦΌΣ', 'σοφοσ'],
  ['Νικολάου', 'νικολαου'],
  ['Bjørnstad', 'bjornstad'],
  ['Brændstrup', 'braendstrup'],
  ['Łukasz Đorđević', 'lukasz dordevic'],
  ['Ольга', 'ольга'],
  ['e\u0301', 'e'],
  ['Köhler', 'kohler'],
  ['Nguyễn', 'nguyen'],
  ['Й', 'й'],
  ['ﬁ', 'fi'],
  ['ｱﾝﾅ', 'アンナ'],
  ['İstanbul', 'istanbul'],
  ['Kılıç', 'kilic'],
  ['a\u200db', 'ab'],
  ['a\tb\u0001', 'a b '],
])('%j is folded to %j', (text, folded) => expect(foldText(text)).toBe(folded));

test('a person’s text is made of its folded parts, whatever is in them', () => {
  const part = fc.string({ unit: 'binary', maxLength: 6 });
  fc.assert(
    fc.property(part, part, part, part, (username, first, last, email) => {
      const name = foldText(`${first} ${last}`);
      const parts = `${foldText(username)}\u0001${name}\u0002${foldText(email)}`;
      expect(personText({ username, first, last, email })).toBe(parts);
    }),
    { numRuns: 300 },
  );
});
