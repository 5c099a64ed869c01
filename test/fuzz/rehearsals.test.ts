import { expect, it } from 'vitest';

import { cleanUpByChance, withSiteTables } from '../support/clean-up-rounds.ts';

const DATABASES = 10_000;

it(
  `a clean-up takes nobody who is protected in ${DATABASES} random databases`,
  { timeout: 900_000 },
  async () => {
    const core = await withSiteTables();
    let people = 0;
    let gone = 0;
    for (let seed = 1; seed <= DATABASES; seed += 1) {
      const round = await cleanUpByChance(core, seed);
      if (round.wrong.length + round.misplanned.length > 0) expect({ seed, ...round }).toBeNull();
      people += round.people;
      gone += round.gone;
    }
    process.stdout.write(`${DATABASES} databases, ${people} people, ${gone} cleaned up\n`);
    expect(gone).toBeGreaterThan(DATABASES);
  },
);
