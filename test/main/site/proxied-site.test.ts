import { describe, expect, it } from 'vitest';

import { DEFAULTS } from '../../../src/main/settings/settings.ts';
import { readSetting, readSite } from '../../../src/main/settings/settings-store.ts';
import { guardProxied } from '../../../src/main/site/proxy-needs.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { createCore } from '../../support/core.ts';
import { SHOP as SITE } from '../../support/site-paths.ts';

const LOCAL = { ...SITE, domain: '127.0.0.1:8000', scheme: 'http' } as const;
const PROXY = { ...DEFAULTS.network, exposure: 'proxy' as const };

/** A site behind its proxy, and the acts that brought it there. */
async function openProxied() {
  const console = await createConsoleCore();
  await signIn(console);
  const { call } = console;
  const { site, network } = await call('settings.get', {});
  const saved = await call('settings.saveSite', { ...SITE, basedOn: site });
  await call('settings.saveNetwork', { ...PROXY, basedOn: network });
  return { console, call, movedSite: saved.operationId ?? 0 };
}

describe('a site behind its proxy', () => {
  it.each([
    [LOCAL, ['domain', 'scheme']],
    [{ ...SITE, domain: 'shop.localhost' }, ['domain']],
    [{ ...SITE, scheme: 'http' as const }, ['scheme']],
    [{ ...SITE, accountsPath: '/users/' }, ['accountsPath']],
  ])('is not saved as %o', async (site, fields) => {
    const { console } = await openProxied();
    const refused = await console.refusal('settings.saveSite', { ...site, basedOn: SITE });
    expect(Object.keys(refused.fields ?? {})).toEqual(fields);
    expect(await readSite(console.db)).toEqual(SITE);
  });

  it('does not come back to this machine’s domain by an undo, until it is for this machine', async () => {
    const { console, call, movedSite } = await openProxied();
    expect(await console.refusal('operations.undo', { id: movedSite })).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('Nothing was changed.'),
    });
    expect(await readSite(console.db)).toEqual(SITE);
    await call('settings.saveNetwork', {
      ...PROXY,
      exposure: 'local',
      basedOn: PROXY,
    });
    await call('operations.undo', { id: movedSite });
    expect(await readSite(console.db)).not.toEqual(SITE);
  });

  it('does not come back behind its proxy by an undo once it has another domain', async () => {
    const { console, call } = await openProxied();
    const { operationId } = await call('settings.saveNetwork', {
      ...PROXY,
      exposure: 'local',
      basedOn: PROXY,
    });
    await call('settings.saveSite', { ...LOCAL, basedOn: SITE });
    expect(await console.refusal('operations.undo', { id: operationId ?? 0 })).toMatchObject({
      code: 'conflict',
    });
    expect((await readSetting(console.db, 'network')).exposure).toBe('local');
  });

  it('is looked at again in the transaction that changes it, which may be a later one', async () => {
    const { db } = await createCore();
    const guard = await db.transaction().execute(guardProxied);
    await expect(db.transaction().execute(guard)).resolves.toBeUndefined();
  });
});
