import { expect, it, onTestFinished } from 'vitest';

import { createRandom } from '../../src/main/demo/random.ts';
import { killWhileCapturing } from '../support/capture-kills.ts';
import { createCore } from '../support/core.ts';
import { killWhileSending, withDueMails } from '../support/kill-rounds.ts';
import { startSmtpSink } from '../support/smtp-sink.ts';

const KILLS = 200;
const MAILS = 4_000;
/** `GATEHOUSE_SEED` plays the instants of an earlier run again. */
const SEED = Number(process.env['GATEHOUSE_SEED'] ?? Date.now());
/** Longer than a few mails take, so that every instant of one is hit. */
const LONGEST_MS = 60;

it(
  `a sender killed at ${KILLS} random instants loses no mail and sends none twice unsaid`,
  { timeout: 600_000 },
  async () => {
    const core = await withDueMails(MAILS);
    const sink = await startSmtpSink();
    onTestFinished(() => sink.close());
    const random = createRandom(SEED);
    const times = Array.from({ length: KILLS }, () => random.next() * LONGEST_MS);
    const count = await killWhileSending(core, sink, times);
    console.log({ seed: SEED, ...count });
    expect(count).toMatchObject({ kills: KILLS, lost: 0, wrong: 0 });
  },
);

it(
  `a capture server killed at ${KILLS} random instants has every mail it took, and none twice`,
  { timeout: 600_000 },
  async () => {
    const random = createRandom(SEED);
    const times = Array.from({ length: KILLS }, () => random.next() * LONGEST_MS);
    const count = await killWhileCapturing(await createCore(), times);
    console.log({ seed: SEED, ...count });
    expect(count).toMatchObject({ lost: 0, twice: 0 });
  },
);
