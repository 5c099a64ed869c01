import { expect } from 'vitest';

import { rejectRegistrations } from '../../src/main/registrations/remove-registrations.ts';
import { restorePeople } from '../../src/main/trash/restore-people.ts';
import { listTrash } from '../../src/main/trash/trash-list.ts';
import { actorOf, addAdministrator, type Core, createCore } from './core.ts';

/** Who is in the trash, and by which act. */
export async function inTrash({ db }: Core, search = ''): Promise<readonly string[]> {
  const { rows, total } = await listTrash(db, { search, offset: 0, limit: 500 });
  expect(total).toBe(rows.length);
  return rows.map(({ username, act }) => `${username}: ${act}`);
}

/** The first mail to somebody. */
export function mailOf({ db }: Core, id: number) {
  return db
    .selectFrom('gatehouse_outbox')
    .selectAll()
    .where('account_id', '=', id)
    .executeTakeFirstOrThrow();
}

/** A site whose administrator rejects sign-ups and brings people back. */
export async function site() {
  const core = await createCore();
  const person = await addAdministrator(core);
  const actor = actorOf(person);
  const bringBack = (ids: readonly number[], isSuperuser = true) =>
    restorePeople(core, { ids, actor, isSuperuser });
  const reject = (ids: readonly number[]) =>
    rejectRegistrations(core, { ids, actor, reason: 'other', note: '', tell: false });
  return { core, person, actor, bringBack, reject };
}
