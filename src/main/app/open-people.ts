import { createStaffAddresses } from '../accounts/staff-addresses.ts';
import type { Database } from '../db/open-database.ts';
import { onAccountsChanged } from '../operations/changed-accounts.ts';
import { createPeople } from '../people/indexed-people.ts';
import { createSelections } from '../people/selections.ts';
import { createFiles } from '../web/files.ts';
import { createPreviews } from '../web/previews.ts';
import type { Events } from './events.ts';

/**
 * What finds people, hears of every change to an account, and holds what the console was shown of
 * them: selections, previews of mails, files to save.
 *
 * @param ends Gets its end.
 */
export function openPeople(
  given: {
    readonly db: Database;
    readonly file: string;
    readonly now: () => Date;
    readonly disposableDomains: ReadonlySet<string>;
    readonly randomBytes: (size: number) => Buffer;
    readonly events: Events;
    readonly onError: (context: string, error: unknown) => void;
    readonly many?: number;
  },
  ends: AsyncDisposableStack,
) {
  const { db, events } = given;
  const onError = (error: unknown) => given.onError('people', error);
  const people = createPeople({
    ...given,
    onChange: () => events.publish(['accounts', 'registrations']),
    onError,
  });
  ends.defer(people.close);
  const staff = createStaffAddresses(db);
  const held = {
    staff,
    selections: createSelections(given),
    previews: createPreviews(given),
    files: createFiles(given),
  };
  onAccountsChanged(db, (ids) => {
    people.changed(ids);
    staff.changed(ids);
  });
  events.hear((topics) => {
    if (topics.includes('outbox') || topics.includes('groups')) people.besideChanged();
  });
  return {
    people,
    ...held,
    /** The console was locked or left. */
    leave(): void {
      for (const each of Object.values(held)) each.clear();
      people.close().catch(onError);
    },
  };
}
