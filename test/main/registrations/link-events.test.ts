import { describe, expect, it } from 'vitest';

import {
  recordLinkFetch,
  recordLinkUse,
  recordSignIn,
} from '../../../src/main/registrations/link-events.ts';
import { accountStory } from '../../../src/main/story/account-story.ts';
import { type Core, createCore, register } from '../../support/core.ts';

const FIREFOX = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0';

async function details({ db }: Core): Promise<Record<string, unknown>[]> {
  const rows = await db.selectFrom('gatehouse_event').select('detail').orderBy('id').execute();
  return rows.map(({ detail }) => JSON.parse(detail) as Record<string, unknown>);
}

function visit(core: Core, accountId: number) {
  const at = core.now();
  return { accountId, at, method: 'GET', userAgent: FIREFOX, address: '203.0.113.7' };
}

describe('a fetch of the activation link', () => {
  it.each([
    ['a person’s a while after the mail', {}, false],
    ['a scanner’s when it is a HEAD', { method: 'HEAD' }, true],
    ['a scanner’s when the program says so', { userAgent: 'Barracuda Sentinel (EE)' }, true],
    ['a scanner’s when it says BingPreview', { userAgent: `${FIREFOX} BingPreview/1.0b` }, true],
  ])('is %s', async (_, more, scanner) => {
    const core = await createCore();
    await recordLinkFetch(core.db, { ...visit(core, 1), ...more });
    expect((await details(core))[0]).toMatchObject({ scanner, address: '203.0.113.7' });
  });

  it('is a scanner’s within seconds of the mail', async () => {
    const core = await createCore();
    const id = await register(core, 'anna');
    await core.db
      .updateTable('gatehouse_outbox')
      .set({ state: 'sent', destination: 'mx.example', finished_at: '2026-03-01 12:00:00' })
      .execute();
    core.clock.advance({ ms: 9_999 });
    await recordLinkFetch(core.db, { ...visit(core, id), address: '198.51.100.9' });
    core.clock.advance({ ms: 1 });
    await recordLinkFetch(core.db, visit(core, id));
    expect((await details(core)).map(({ scanner }) => scanner)).toEqual([true, false]);
  });

  it.each([FIREFOX, `${FIREFOX} HeadlessChrome/140`])(
    'was a person’s after all where the same browser presses the button: %s',
    async (userAgent) => {
      const core = await createCore();
      const given = { userAgent, mailedAt: core.now() };
      await recordLinkFetch(core.db, { ...visit(core, 1), ...given, address: '198.51.100.9' });
      await recordLinkFetch(core.db, { ...visit(core, 1), ...given });
      core.clock.advance({ ms: 5_000 });
      await recordLinkUse(core.db, { ...visit(core, 1), userAgent });
      expect((await details(core)).map(({ scanner }) => scanner)).toEqual([true, false]);
    },
  );

  it('is a person’s when the mail was captured here, where nobody scans it', async () => {
    const core = await createCore();
    const id = await register(core, 'anna');
    await core.db
      .updateTable('gatehouse_outbox')
      .set({ state: 'sent', destination: 'capture', finished_at: '2026-03-01 12:00:00' })
      .execute();
    await recordLinkFetch(core.db, visit(core, id));
    expect((await details(core))[0]).toMatchObject({ scanner: false });
  });

  it('is kept fifty times for each account, the newest, with a short user agent', async () => {
    const core = await createCore();
    await recordSignIn(core.db, { accountId: 1, at: core.now(), address: '', browser: 'Firefox' });
    await recordLinkFetch(core.db, visit(core, 2));
    for (let number = 1; number <= 52; number += 1) {
      const userAgent = `${number} ${'x'.repeat(400)}`;
      await recordLinkFetch(core.db, { ...visit(core, 1), userAgent });
    }
    const rows = await core.db
      .selectFrom('gatehouse_event')
      .select(['account_id', 'kind'])
      .execute();
    expect(rows).toHaveLength(52);
    const kept = (await details(core)).flatMap(({ userAgent }) => userAgent ?? []).map(String);
    expect(kept[1]).toMatch(/^3 x/);
    expect(kept.at(-1)).toHaveLength(300);
  });
});

describe('the story of an account', () => {
  it('tells of fetched links and sign-ins, from where and with which browser', async () => {
    const core = await createCore();
    const id = await register(core, 'anna');
    await recordLinkFetch(core.db, { ...visit(core, id), method: 'HEAD' });
    await recordLinkFetch(core.db, { ...visit(core, id), address: '' });
    const signIn = { accountId: id, at: core.now(), address: '::1', browser: 'Safari on iPhone' };
    await recordSignIn(core.db, signIn);
    const { items } = await accountStory(core.db, { id, kind: 'all', limit: 20 });
    const told = new Map(items.map(({ title, detail }) => [title, detail]));
    expect(told.get('Signed in at the accounts site')).toBe('Safari on iPhone, ::1');
    expect(told.get('The link was opened')).toBe('Firefox on Windows, this machine');
    const scanned = 'The link was fetched, probably by a mail scanner';
    expect(told.get(scanned)).toBe('Firefox on Windows, 203.0.113.7');
  });
});
