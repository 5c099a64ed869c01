import { join } from 'node:path';

import { onTestFinished } from 'vitest';

import { onAccountsChanged } from '../../src/main/operations/changed-accounts.ts';
import { createPeople } from '../../src/main/people/indexed-people.ts';
import type { People } from '../../src/main/people/people.ts';
import type { Core } from './core.ts';

/** Finds people by an index that is ready, however few there are. */
export async function openIndex(core: Core): Promise<People> {
  const ready = Promise.withResolvers<void>();
  const people = createPeople({
    db: core.db,
    file: join(core.folder, 'gatehouse.sqlite3'),
    now: core.now,
    disposableDomains: core.disposableDomains,
    many: 1,
    onChange: ready.resolve,
    onError: ready.reject,
  });
  onTestFinished(people.close);
  onAccountsChanged(core.db, people.changed);
  await people.open();
  await ready.promise;
  return people;
}
