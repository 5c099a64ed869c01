import { expect, onTestFinished, test, vi } from 'vitest';

import { createEvents } from '../../../src/main/app/events.ts';
import { openSite } from '../../../src/main/app/open-site.ts';
import { DEFAULTS } from '../../../src/main/settings/settings.ts';
import { readSetting } from '../../../src/main/settings/settings-store.ts';
import { createCore, RESOURCES } from '../../support/core.ts';
import { change } from '../../support/site-flows.ts';

/** The site as the application opens it, with settings that change. */
async function openAt(listenAddress: string) {
  const core = await createCore();
  const ends = new AsyncDisposableStack();
  onTestFinished(() => ends.disposeAsync());
  const events = createEvents();
  const errors: unknown[] = [];
  const save = (address: string) =>
    change(core, 'network', { ...DEFAULTS.network, exposure: 'proxy', listenAddress: address });
  await save(listenAddress);
  const { domain } = await openSite(
    {
      wishedPort: 0,
      services: core.context,
      resources: RESOURCES,
      events,
      publish: events.publish,
      onError: (error) => void errors.push(error),
    },
    ends,
  );
  /** Tells of changed settings, and comes back once the site has read them. */
  async function tell(): Promise<void> {
    const { promise: told, resolve } = Promise.withResolvers<unknown>();
    const unsubscribe = events.subscribe(resolve);
    events.publish(['settings']);
    await told;
    unsubscribe();
    await readSetting(core.db, 'network');
  }
  const { port } = new URL(`http://${domain}`);
  const answersAt = (address: string) =>
    fetch(`http://${address}:${port}/accounts/`).then(({ status }) => status);
  return { save, tell, errors, answersAt };
}

test('an address that this machine does not have is asked for once, not at each change of settings', async () => {
  // TEST-NET-3 (RFC 5737): no machine has it.
  const { save, tell, errors, answersAt } = await openAt('203.0.113.1');
  expect(await answersAt('127.0.0.1')).toBe(403);
  await tell();
  await save('127.0.0.2');
  await tell();
  await vi.waitFor(async () => expect(await answersAt('127.0.0.2')).toBe(403));
  expect(errors).toEqual([]);
});
