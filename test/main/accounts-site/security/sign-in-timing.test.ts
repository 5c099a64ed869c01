import { describe, expect, it } from 'vitest';

import { createPasswordHasher } from '../../../../src/main/accounts/password/hasher.ts';
import { addAccount, type Core, PASSWORD } from '../../../support/core.ts';
import { pairedGap, tried } from '../../../support/paired-timing.ts';
import { type OpenSite, openSite, tokenOf } from '../../../support/site-browser.ts';
import { addMember } from '../../../support/site-flows.ts';
import { timedCore } from '../../../support/timed-core.ts';

const RUNS = 200;

/** Sends a login and moves the clock on, so that no counter ever makes it wait. */
async function loginOf(site: OpenSite, username: string) {
  const browser = site.browser();
  const token = tokenOf(await browser.send('/accounts/login/'));
  return async () => {
    site.core.clock.advance({ days: 2 });
    const start = performance.now();
    await browser.post('/accounts/login/', {
      csrfmiddlewaretoken: token,
      username,
      password: 'x y z',
    });
    return performance.now() - start;
  };
}

/** A difference counts when it is both certain and large enough to be seen from elsewhere. */
function isEqual({ gap, t }: { readonly gap: number; readonly t: number }): boolean {
  return Math.abs(t) < 4 || Math.abs(gap) < 1;
}

describe('case 15: a sign-in that fails takes as long for whatever reason', () => {
  async function prepare(): Promise<Core> {
    const core = await timedCore();
    await addMember(core, 'anna');
    await addAccount(core, { username: 'inactive' });
    await addAccount(core, { username: 'nopass', isActive: true, password: '!x' });
    const weak = createPasswordHasher({ iterations: 1, randomBytes: core.randomBytes });
    await addAccount(core, {
      username: 'old',
      isActive: true,
      password: await weak.encode(PASSWORD),
    });
    return core;
  }

  it.each(['nobody', 'inactive', 'nopass', 'old'])(
    `for %s, by Welch’s t over ${RUNS} runs`,
    async (username) => {
      const site = await openSite({ core: await prepare() });
      const known = await loginOf(site, 'anna');
      const other = await loginOf(site, username);
      const pair = { runs: RUNS, first: known, second: other };
      expect(isEqual(await tried(() => pairedGap.welch(pair), isEqual))).toBe(true);
    },
    60_000,
  );

  it('and would not if nothing were hashed for names that nobody has', async () => {
    const core = await prepare();
    const hasher = { ...core.hasher, checkNothing: async () => {} };
    const site = await openSite({ core, services: { hasher } });
    const found = await pairedGap.welch({
      runs: RUNS,
      first: await loginOf(site, 'anna'),
      second: await loginOf(site, 'nobody'),
    });
    expect(isEqual(found)).toBe(false);
  }, 60_000);
});
