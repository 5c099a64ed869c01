import { join } from 'node:path';

import SQLite from 'better-sqlite3';

import { makeCrowd } from '../support/crowd/make-crowd.ts';
import { createBareActivation } from './support/bare-activation.ts';
import { type Figure, median, timed } from './support/figure.ts';
import { withFolder } from './support/folder.ts';
import { MILLION, openMillion, untilIndexed } from './support/million.ts';

const ROUNDS = 5;
const SIZE = 10_000;

/** Activating ten thousand of a million with the mails about it queued, and taking that back. */
export function benchActs(): Promise<readonly Figure[]> {
  return withFolder(async (folder) => {
    const bare = createBareActivation(await makeCrowd(join(folder, 'bare'), MILLION), SIZE);
    const { application, call, file } = await openMillion(join(folder, 'own'));
    const ids = waiting(file);
    await untilIndexed(call);
    const taken = { act: [] as number[], undo: [] as number[] };
    const takenBare = { act: [] as number[], undo: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      let id = 0;
      taken.act.push(
        await timed(async () => {
          const { operationId, done } = await call('registrations.activate', { ids });
          if (done !== SIZE) throw new Error(`Only ${done} were activated.`);
          id = operationId ?? 0;
        }),
      );
      takenBare.act.push(await timed(bare.activate));
      taken.undo.push(await timed(() => call('operations.undo', { id })));
      takenBare.undo.push(await timed(bare.undo));
    }
    await application.stop();
    bare.close();
    const figure = (work: string, key: 'act' | 'undo'): Figure => {
      const gatehouse = median(taken[key]);
      return { work, unit: 'ms', gatehouse, bare: median(takenBare[key]) };
    };
    return [
      figure('activate 10,000 of a million, mails queued', 'act'),
      figure('take that back, mails too', 'undo'),
    ];
  });
}

function waiting(file: string): number[] {
  const database = new SQLite(file, { readonly: true });
  const ids = database
    .prepare(
      `SELECT auth_user.id FROM auth_user
       JOIN registration_registrationprofile AS profile ON profile.user_id = auth_user.id
       WHERE is_active = 0 AND activated = 0 ORDER BY auth_user.id LIMIT ?`,
    )
    .pluck()
    .all(SIZE) as number[];
  database.close();
  return ids;
}
