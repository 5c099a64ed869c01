import { describe, expect, it } from 'vitest';

import { burstNetworks } from '../../../src/main/accounts/sign-up-networks.ts';
import { judgeCleanUp } from '../../../src/main/registrations/clean-up.ts';
import { readRegistrations } from '../../../src/main/registrations/registration-record.ts';
import { extendRegistrations } from '../../../src/main/registrations/extend-registrations.ts';
import { resendActivation } from '../../../src/main/registrations/review-registrations.ts';
import { readEvidence } from '../../../src/main/registrations/sign-up-facts.ts';
import { requestActivation } from '../../../src/main/registrations/resend-by-visitor.ts';
import { accountStory } from '../../../src/main/story/account-story.ts';
import {
  actorOf,
  addAdministrator,
  type Core,
  createCore,
  handToProject,
  keyOf,
  register,
  undo,
} from '../../support/core.ts';

/** Somebody whose link ended, by django-registration-redux's `date_joined + 7 days <= now`. */
async function withEnded(isOfProject = true) {
  const core = await createCore();
  const eva = await addAdministrator(core);
  const anna = await register(core, 'anna');
  // Django's own rows have none of ours beside them.
  await core.db.deleteFrom('gatehouse_registration').execute();
  await core.db.deleteFrom('gatehouse_operation_change').execute();
  if (isOfProject) await handToProject(core);
  core.clock.advance({ days: 8 });
  return { core, anna, actor: actorOf(eva) };
}

async function joined({ db }: Core, id: number): Promise<string> {
  const row = await db
    .selectFrom('auth_user')
    .select('date_joined')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return row.date_joined;
}

describe('in a Django project’s database', () => {
  it.each([
    [
      'more time',
      (core: Core, request: Parameters<typeof resendActivation>[1]) =>
        extendRegistrations(core, { ...request, days: 30 }),
    ],
    ['a new link', resendActivation],
  ] as const)(
    '%s lets the sign-up date move to now, where its site counts from',
    async (_, act) => {
      const { core, anna, actor } = await withEnded();
      const key = await keyOf(core, anna);
      const { operationId } = await act(core, { ids: [anna], actor });
      expect(await joined(core, anna)).toBe('2026-03-09 12:00:00');
      const [record] = await readRegistrations(core.db, [anna]);
      expect(record?.issuedAt).toEqual(core.clock.now());
      const { items } = await accountStory(core.db, { id: anna, kind: 'all', limit: 50 });
      expect(items.flatMap(({ changes }) => changes)).toContainEqual({
        field: 'signed up',
        before: '2026-03-01T12:00:00.000Z',
        after: '2026-03-09T12:00:00.000Z',
        isTime: true,
      });
      expect(items.find(({ title }) => title === 'Joined')?.at).toBe('2026-03-01T12:00:00.000Z');
      await undo(core, operationId);
      expect(await joined(core, anna)).toBe('2026-03-01 12:00:00');
      expect(await keyOf(core, anna)).toBe(key);
    },
  );

  it('a clean-up says whose days it counts by', async () => {
    const { core } = await withEnded();
    expect((await judgeCleanUp(core)).rule).toContain(
      'The 7 days are Gatehouse’s default: set them to ACCOUNT_ACTIVATION_DAYS',
    );
    await core.db
      .insertInto('gatehouse_setting')
      .values({ name: 'registration', value: JSON.stringify({ activationDays: 30 }) })
      .execute();
    expect((await judgeCleanUp(core)).rule).toContain(
      '30 days after they signed up, and that were never activated.',
    );
  });

  it('days that a link was given before the project came count no more', async () => {
    const { core, anna, actor } = await withEnded(false);
    await extendRegistrations(core, { ids: [anna], actor, days: 30 });
    await handToProject(core);
    const [record] = await readRegistrations(core.db, [anna]);
    expect(record?.issuedAt.toISOString()).toBe('2026-03-01T12:00:00.000Z');
    expect((await judgeCleanUp(core)).goes).toMatchObject([{ count: 1 }]);
  });

  it('more time for people far apart makes no burst of them', async () => {
    const { core, actor } = await withEnded();
    const ids: number[] = [];
    for (const number of [1, 2, 3, 4, 5]) {
      ids.push(await register(core, `p${number}`));
      core.clock.advance({ hours: 2 });
    }
    await core.db.updateTable('gatehouse_registration').set({ address: '203.0.113.7' }).execute();
    await extendRegistrations(core, { ids, actor, days: 7 });
    expect(await burstNetworks(core.db)).toEqual([]);
    const [first] = ids;
    expect((await readEvidence(core, first ?? 0)).network?.count).toBe(1);
  });

  it('who asks for a new link gets one that works there too', async () => {
    const { core, anna } = await withEnded();
    await requestActivation(core, 'anna@people.example');
    expect(await joined(core, anna)).toBe('2026-03-09 12:00:00');
  });
});

describe('in a database of Gatehouse’s own', () => {
  it('a new link leaves the sign-up date', async () => {
    const { core, anna, actor } = await withEnded(false);
    await resendActivation(core, { ids: [anna], actor });
    await extendRegistrations(core, { ids: [anna], actor, days: 3 });
    expect(await joined(core, anna)).toBe('2026-03-01 12:00:00');
  });
});
