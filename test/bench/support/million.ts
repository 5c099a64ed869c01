import { setTimeout } from 'node:timers/promises';

import { makeCrowd } from '../../support/crowd/make-crowd.ts';
import { type BenchApplication, openApplication } from './application.ts';

export const MILLION = 1_000_000;

/**
 * The whole application on a million accounts, with a superuser signed in. The database is a copy
 * of the folder's own: it may be changed.
 *
 * @param count Fewer, for a trial.
 */
export async function openMillion(folder: string, count = MILLION): Promise<BenchApplication> {
  await makeCrowd(folder, count);
  return openApplication(folder, { signedIn: true });
}

/** Building the index takes both processors of a small machine. */
export async function untilIndexed(call: BenchApplication['call']): Promise<void> {
  while ((await call('accounts.index', {})).state !== 'ready') await setTimeout(200);
}
