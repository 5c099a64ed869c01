import { expect, it } from 'vitest';

import { listOutbox, readOutboxRow } from '../../../../src/main/mail/outbox/outbox-list.ts';
import { createCore, register } from '../../../support/core.ts';

const ALL = { search: '', view: 'all', offset: 0, limit: 50 } as const;
const LIVE = {
  title: 'Password refused.',
  advice: '',
  nextTryAt: new Date(0),
  profile: null,
  isOfDatabase: false,
};

async function waiting(pause: typeof LIVE | { readonly profile: string } | null) {
  const core = await createCore();
  await register(core, 'anna');
  await core.db.updateTable('gatehouse_outbox').set({ state: 'queued', why: null }).execute();
  return { ...core, courier: { pause: pause && { ...LIVE, ...pause } } };
}

const whys = async (outbox: Parameters<typeof listOutbox>[0]) =>
  (await listOutbox(outbox, ALL)).rows.map(({ why }) => why);

it('a mail that waits says that it leaves in a moment, and while all stand still why they do', async () => {
  expect(await whys(await waiting(null))).toEqual([
    'Leaves in a moment, so that it can be undone.',
  ]);
  const still = 'Waits, as every mail does now. Password refused.';
  const core = await waiting(LIVE);
  expect(await whys(core)).toEqual([still]);
  expect((await readOutboxRow(core, 1)).why).toBe(still);
});

it('a mail does not stand still for a server that is not its way', async () => {
  const core = await waiting({ profile: 'p2' });
  expect(await whys(core)).toEqual(['Leaves in a moment, so that it can be undone.']);
});

it('a mail that is not there any more is not to be read', async () => {
  await expect(readOutboxRow(await waiting(null), 9)).rejects.toMatchObject({
    failure: { code: 'not-found' },
  });
});
