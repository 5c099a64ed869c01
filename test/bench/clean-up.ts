import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

import SQLite from 'better-sqlite3';

import { makeCrowd } from '../support/crowd/make-crowd.ts';
import { openApplication } from './support/application.ts';
import { bareCleanUp } from './support/bare-clean-up.ts';
import { type Figure, timed } from './support/figure.ts';
import { withFolder } from './support/folder.ts';
import { MILLION, untilIndexed } from './support/million.ts';

const SIZE = 100_000;
const ASKED_EVERY_MS = 10;

/** A hundred thousand of a million whose links have ended: rehearsed, then into the trash. */
export function benchCleanUp(): Promise<readonly Figure[]> {
  return withFolder(async (folder) => {
    const own = join(folder, 'own');
    const bare = join(folder, 'bare');
    const ids = endLinks(await makeCrowd(own, MILLION));
    endLinks(await makeCrowd(bare, MILLION));
    const { application, call } = await openApplication(own, { signedIn: true });
    await untilIndexed(call);
    let plan = await call('registrations.cleanUpPlan', {});
    const rehearsal = await timed(async () => {
      plan = await call('registrations.cleanUpPlan', {});
    });
    const { selection, count } = plan;
    if (count !== SIZE) throw new Error(`${count} would go, not ${SIZE}.`);
    const waits: number[] = [];
    let isDone = false;
    const others = (async () => {
      while (!isDone) {
        waits.push(await timed(() => call('session.state', {})));
        await setTimeout(ASKED_EVERY_MS);
      }
    })();
    const taken = await timed(() =>
      call('registrations.cleanUp', { selection, typed: String(count) }),
    );
    isDone = true;
    await others;
    await application.stop();
    const takenBare = await timed(() => bareCleanUp(join(bare, 'gatehouse.sqlite3'), ids));
    const sorted = waits.toSorted((one, other) => one - other);
    const middle = sorted[Math.floor(sorted.length / 2)] ?? 0;
    const worst = sorted.at(-1) ?? 0;
    console.log(
      `During the clean-up others were answered within ${middle.toFixed(1)} ms (p50), ${worst.toFixed(0)} ms at most.`,
    );
    return [
      {
        work: 'clean up 100,000 of a million, with trash and log',
        unit: 'ms',
        gatehouse: taken,
        bare: takenBare,
      },
      {
        work: 'its rehearsal; bare: the clean-up',
        unit: 'ms',
        gatehouse: rehearsal,
        bare: takenBare,
      },
    ];
  });
}

/** Makes so many sign-ups old that a clean-up takes exactly these. @returns Whom. */
function endLinks(file: string): number[] {
  const database = new SQLite(file);
  database.exec(`UPDATE gatehouse_registration SET reissued_at = NULL`);
  database.exec(`UPDATE auth_user SET date_joined = strftime('%Y-%m-%d %H:%M:%f', 'now')
    WHERE is_active = 0`);
  const ids = database
    .prepare(
      `UPDATE auth_user SET date_joined = '2020-01-01 00:00:00' WHERE id IN (
         SELECT auth_user.id FROM auth_user
         JOIN registration_registrationprofile AS profile ON profile.user_id = auth_user.id
         WHERE is_active = 0 AND activated = 0 AND last_login IS NULL ORDER BY auth_user.id LIMIT ?)
       RETURNING id`,
    )
    .pluck()
    .all(SIZE) as number[];
  database.close();
  return ids;
}
