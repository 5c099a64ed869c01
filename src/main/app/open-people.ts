import type { Database } from '../db/open-database.ts';
import { onAccountsChanged } from '../operations/changed-accounts.ts';
import { createPeople } from '../people/indexed-people.ts';
import { createSelections } from '../people/selections.ts';
import type { Events } from './events.ts';

/** What finds people and holds selections of them, and hears of every change to an account. */
export function openPeople(given: {
  readonly db: Database;
  readonly file: string;
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
  readonly events: Events;
  readonly onError: (context: string, error: unknown) => void;
  readonly many?: number;
}) {
  const { db, events } = given;
  const onError = (error: unknown) => given.onError('people', error);
  const people = createPeople({
    ...given,
    onChange: () => events.publish(['accounts', 'registrations']),
    onError,
  });
  const selections = createSelections(given);
  onAccountsChanged(db, people.changed);
  events.subscribe(({ topics }) => {
    if (topics.includes('outbox')) people.mailsChanged();
  });
  return {
    people,
    selections,
    /** The console was locked or left. */
    leave(): void {
      selections.clear();
      people.close().catch(onError);
    },
  };
}
