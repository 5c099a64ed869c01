import { randomBytes } from 'node:crypto';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';

import { generatePeople, type Person } from '../../src/main/demo/people.ts';
import { createFileSecrets } from '../../src/main/secrets/file-secrets.ts';
import { openGatehouse } from '../../src/main/open-gatehouse.ts';
import type { OutputOf } from '../../src/shared/contract/index.ts';
import { makeCrowd } from '../support/crowd/make-crowd.ts';
import type { BenchApplication } from './support/application.ts';
import type { Figure } from './support/figure.ts';
import { withFolder } from './support/folder.ts';
import { MILLION, untilIndexed } from './support/million.ts';
import { upload } from './support/upload-people.ts';

const SIZE = 10_000;
const ROWS = 100_000;
const ROUNDS = 3;
const IDLE_MS = 2_000;
const EVA = { username: 'eva', password: 'a calm river at dawn' };
const TYPED = ['a', 'ka', 'kar', 'karin', 'an er', 'is:pending o', 'мел', 'zubizarreta'];
const BY_NAME = { column: 'username', direction: 'ascending' } as const;

/** How long the thread that serves windows is held up while the application's works; bare: idle. */
export function benchHost(): Promise<readonly Figure[]> {
  return withFolder(async (folder) => {
    await makeCrowd(folder, MILLION);
    const { call, stop } = await openHost(folder);
    await call('session.signIn', EVA);
    const figures: Figure[] = [];
    const idle = await heldUp(() => setTimeout(IDLE_MS));
    const measure = async (work: string, act: () => Promise<unknown>) => {
      const gatehouse = await heldUp(act);
      figures.push({ work: `windows’ thread held up, ${work}`, unit: 'ms', gatehouse, bare: idle });
    };
    await measure('index of a million made', () => untilIndexed(call));
    await measure('people searched and counted', () => search(call));
    await measure('10,000 activated and taken back', () => activate(call));
    await measure('all whose links ended cleaned up', () => cleanUp(call));
    const { id, plan } = await upload(
      call,
      [...generatePeople({ seed: 2, count: ROWS })].map(renamed),
    );
    await measure('100,000 imported', () => call('imports.run', { id, plan }));
    await stop();
    return figures;
  });
}

async function openHost(folder: string) {
  const ports = { port: 0, sitePort: 0, smtpPort: 0 };
  const options = { dataDirectory: folder, ...ports, demo: false, browser: true, open: false };
  const secrets = createFileSecrets({ directory: folder, randomBytes });
  const { dispatch, stop } = await openGatehouse({ options, secrets });
  const call: BenchApplication['call'] = async (name, input) => {
    const result = await dispatch(name, input);
    if (!result.ok) throw new Error(`${name}: ${result.error.message}`);
    return result.value as OutputOf<typeof name>;
  };
  return { call, stop };
}

async function search(call: BenchApplication['call']): Promise<void> {
  for (const query of TYPED) {
    const page = { query, sort: BY_NAME, offset: 0, limit: 100 };
    await Promise.all([call('accounts.list', page), call('accounts.count', { query })]);
  }
}

async function activate(call: BenchApplication['call']): Promise<void> {
  const sort = { column: 'signedUpAt', direction: 'ascending' } as const;
  for (let round = 0; round < ROUNDS; round += 1) {
    const found = await call('registrations.ids', { query: 'is:pending' });
    const { operationId } = await call('registrations.activate', { ids: found.ids.slice(0, SIZE) });
    await call('registrations.list', { query: '', sort, offset: 0, limit: 100 });
    await call('operations.undo', { id: operationId ?? 0 });
  }
}

async function cleanUp(call: BenchApplication['call']): Promise<void> {
  const { selection, count } = await call('registrations.cleanUpPlan', {});
  await call('registrations.cleanUp', { selection, typed: String(count) });
}

function renamed(person: Person, index: number): Person {
  return { ...person, username: `${person.username}.${index}` };
}

/** @returns The longest time that this thread did nothing else meanwhile, in milliseconds. */
async function heldUp(work: () => Promise<unknown>): Promise<number> {
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  await work();
  delay.disable();
  return delay.max / 1e6;
}
