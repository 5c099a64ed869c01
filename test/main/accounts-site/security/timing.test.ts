import { tmpdir } from 'node:os';

import { describe, expect, it } from 'vitest';

import { requestActivation } from '../../../../src/main/registrations/resend-by-visitor.ts';
import { requestReset } from '../../../../src/main/sign-in/request-reset.ts';
import { addAccount, createCore, register } from '../../../support/core.ts';
import { median, pairedGap, tried } from '../../../support/paired-timing.ts';
import { openSite, tokenOf } from '../../../support/site-browser.ts';
import { addMember, signUpForm } from '../../../support/site-flows.ts';
import { temporaryDirectory } from '../../../support/temporary-directory.ts';
import { timedCore } from '../../../support/timed-core.ts';

const RUNS = 200;
/** Enough to see a difference that is meant to be there. */
const CONTROL_RUNS = 50;
/** What two answers may differ by in the middle, in milliseconds (case 1); on a busy machine, by a fifth of one. */
const NOISE_MS = 5;

describe('case 1: registering takes as long with an address that has an account', () => {
  /** By how much the difference is more than may be, in milliseconds. */
  async function excess(isEqualised: boolean, runs: number): Promise<number> {
    const core = await timedCore({ times: 3 });
    await addMember(core, 'anna');
    const { hasher } = core;
    let isTaken = false;
    const skipping = {
      ...hasher,
      encode: async (text: string) => (isTaken ? '!' : hasher.encode(text)),
    };
    const site = await openSite({ core, services: isEqualised ? {} : { hasher: skipping } });
    let count = 0;
    const register = async (email: string | null) => {
      isTaken = email !== null;
      count += 1;
      const browser = site.browser();
      const token = tokenOf(await browser.send('/accounts/register/'));
      core.clock.advance({ hours: 2 });
      const form = { csrfmiddlewaretoken: token, ...signUpForm(`visitor${count}`) };
      const start = performance.now();
      await browser.post('/accounts/register/', email === null ? form : { ...form, email });
      return performance.now() - start;
    };
    const times: number[] = [];
    const gap = await pairedGap({
      runs,
      first: async () => {
        const time = await register(null);
        times.push(time);
        return time;
      },
      second: () => register('anna@people.example'),
    });
    return Math.abs(gap) - Math.max(NOISE_MS, median(times) / 5);
  }

  it(`within ${NOISE_MS} ms over ${RUNS} runs`, async () => {
    expect(await excess(true, RUNS)).toBeLessThan(0);
  }, 60_000);

  it('and would not if the password were hashed for new addresses only', async () => {
    expect(await excess(false, CONTROL_RUNS)).toBeGreaterThan(0);
  }, 60_000);
});

describe('case 25: asking for a mail takes as long for an address that nobody has', () => {
  /**
   * One way to ask, for somebody and for nobody, with or without the work for nobody: by what
   * share of the time for somebody the time for nobody differs, on a machine of any speed.
   */
  async function share(ask: typeof requestReset, isEqualised: boolean): Promise<number> {
    // Its own time is that of commits, for which only a disk takes as long as a site's.
    const core = await createCore(await temporaryDirectory(tmpdir()));
    await addMember(core, 'anna');
    await addAccount(core, { username: 'inactive' });
    await register(core, 'waiting');
    const somebody = ask === requestReset ? 'anna' : 'waiting';
    const times: number[] = [];
    const run = async (username: string) => {
      core.clock.advance({ hours: 2 });
      const email = `${username}@people.example`;
      const start = performance.now();
      if (isEqualised) await ask(core.context, email);
      else await ask(core.context, email, async () => {});
      return performance.now() - start;
    };
    let turn = 0;
    const nobodies = ['nobody', 'inactive'];
    const gap = await pairedGap({
      runs: RUNS,
      first: async () => {
        const time = await run(somebody);
        times.push(time);
        return time;
      },
      second: () => run(nobodies[turn++ % 2] ?? ''),
    });
    return Math.abs(gap) / median(times);
  }

  describe.each([requestReset, requestActivation])('by %o', (ask) => {
    it('within a quarter of its time', async () => {
      expect(
        await tried(
          () => share(ask, true),
          (found) => found < 0.25,
        ),
      ).toBeLessThan(0.25);
    }, 90_000);

    it('and would not if nothing were done for nobody', async () => {
      expect(
        await tried(
          () => share(ask, false),
          (found) => found > 0.25,
        ),
      ).toBeGreaterThan(0.25);
    }, 90_000);
  });
});
