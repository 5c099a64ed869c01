import { expect, it } from 'vitest';

import { guardTypedNumber } from '../../../src/main/registrations/clean-up.ts';
import { cleanUpByChance, withSiteTables } from '../../support/clean-up-rounds.ts';

const ROUNDS = 150;

it(`40: in ${ROUNDS} random databases it takes nobody who is protected, and everybody else`, async () => {
  const core = await withSiteTables();
  let gone = 0;
  for (let seed = 1; seed <= ROUNDS; seed += 1) {
    const round = await cleanUpByChance(core, seed);
    expect({ seed, ...round }).toMatchObject({ wrong: [], misplanned: [] });
    gone += round.gone;
  }
  expect(gone).toBeGreaterThan(ROUNDS);
});

it('of many wants their number, whatever the window has asked', () => {
  expect(() => guardTypedNumber(412, '')).toThrow('Type 412 to go on. Nothing was changed.');
  expect(() => guardTypedNumber(412, '411')).toThrow('Type 412');
  guardTypedNumber(412, ' 412 ');
  guardTypedNumber(100, '');
});
