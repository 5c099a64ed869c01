import { expect, it, onTestFinished } from 'vitest';

import { createRandom } from '../../src/main/demo/random.ts';
import { createCore, register } from '../support/core.ts';
import { killWhileSending } from '../support/kill-rounds.ts';
import { change } from '../support/site-flows.ts';
import { startSmtpSink } from '../support/smtp-sink.ts';

const KILLS = 200;
const MAILS = 4_000;
/** Longer than a few mails take, so that every instant of one is hit. */
const LONGEST_MS = 60;

it(
  `a sender killed at ${KILLS} random instants loses no mail and sends none twice unsaid`,
  { timeout: 600_000 },
  async () => {
    const core = await createCore();
    await change(core, 'registration', { holdAfter: 0 });
    for (let number = 0; number < MAILS; number += 1) await register(core, `person-${number}`);
    await core.db
      .updateTable('gatehouse_outbox')
      .set({ next_attempt_at: '2020-01-01 00:00:00', not_after: null })
      .execute();
    const sink = await startSmtpSink();
    onTestFinished(() => sink.close());
    const random = createRandom(Date.now());
    const times = Array.from({ length: KILLS }, () => random.next() * LONGEST_MS);
    const count = await killWhileSending(core, sink, times);
    console.log(count);
    expect(count).toMatchObject({ kills: KILLS, lost: 0, wrong: 0 });
  },
);
