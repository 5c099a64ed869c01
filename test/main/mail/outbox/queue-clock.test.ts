import { expect, it } from 'vitest';

import { createCore, register } from '../../../support/core.ts';
import { outbox, withSink } from '../../../support/courier.ts';

it('a clock that was set back holds up no mail that was put off by the time it showed before', async () => {
  const core = await createCore();
  await register(core, 'anna');
  const greylisting = await withSink(core, { scripts: { 'RCPT TO': '450 4.7.1 greylisted' } });
  core.clock.advance({ days: 2 });
  await greylisting.courier.flush();
  expect(await outbox(core)).toMatchObject([{ state: 'deferred' }]);
  core.clock.advance({ days: -2 });
  const { courier, sink } = await withSink(core);
  await courier.flush();
  expect(sink.messages).toHaveLength(1);
});
