import { expect, it, onTestFinished } from 'vitest';

import { createCouriers } from '../../../../src/main/mail/outbox/couriers.ts';
import { saveProfile } from '../../../../src/main/settings/mail-settings-service.ts';
import { addAdministrator, createCore, register } from '../../../support/core.ts';
import { profileInput } from '../../../support/mail-profile.ts';
import { change } from '../../../support/site-flows.ts';
import { startSmtpSink } from '../../../support/smtp-sink.ts';

it('sends by each server’s own rate, which holds up no other server’s mails', async () => {
  const core = await createCore();
  await change(core, 'registration', { holdAfter: 0 });
  const person = await addAdministrator(core);
  const sink = await startSmtpSink();
  onTestFinished(() => sink.close());
  const place = { host: '127.0.0.1', port: sink.port, security: 'none', auth: 'none' } as const;
  const [slow, free] = [
    await saveProfile(core.context, person, profileInput({ ...place, perMinute: 2 })),
    await saveProfile(core.context, person, profileInput({ ...place, name: 'Free' })),
  ];
  for (let number = 0; number < 6; number += 1) {
    const accountId = await register(core, `person-${number}`);
    await core.db
      .updateTable('gatehouse_outbox')
      .set({ profile: number < 3 ? slow.id : free.id, next_attempt_at: '2026-03-01 12:00:00' })
      .where('account_id', '=', accountId)
      .execute();
  }
  const couriers = createCouriers({
    ...core.context,
    capturePort: null,
    onChange: () => {},
    onError: (error) => expect.unreachable(String(error)),
  });
  onTestFinished(() => couriers.stop());
  const sentBy = async ({ id }: { readonly id: string }) => {
    const rows = await core.db
      .selectFrom('gatehouse_outbox')
      .select('id')
      .where('profile', '=', id)
      .where('state', '=', 'sent')
      .execute();
    return rows.length;
  };
  await couriers.flush();
  expect([await sentBy(free), await sentBy(slow)]).toEqual([3, 1]);
  for (const [ms, sent] of [
    [29_999, 1],
    [1, 2],
    [30_000, 3],
  ] as const) {
    core.clock.advance({ ms });
    await couriers.flush();
    expect(await sentBy(slow)).toBe(sent);
  }
});
