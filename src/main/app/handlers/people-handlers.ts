import { MOST_IDS } from '../../../shared/contract/fields.ts';
import type { InputOf } from '../../../shared/contract/index.ts';
import { PENDING_VIEWS } from '../../../shared/contract/registrations.ts';
import { RefusedError } from '../../../shared/errors.ts';
import { SIGNAL_VALUES, type SignalValue } from '../../../shared/people-operators.ts';
import { readAccountRows } from '../../accounts/account-rows.ts';
import type { PeopleSearch, PeopleWindowRequest } from '../../people/people.ts';
import { readClock } from '../../people/sql-people.ts';
import { wholeQuery } from '../../people/whole-query.ts';
import { readPendingRows } from '../../registrations/pending-rows.ts';
import type { Asker, Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

type Waiting = Pick<Asker<'accounts.count'>, 'signal'>;

/** Finding people: windows of the lists, counts and frozen selections. */
export function peopleHandlers(services: Services) {
  const { people, selections } = services;
  const ids = async (search: PeopleSearch) => {
    const found = await people.ids({ ...search, query: wholeQuery(search.query) });
    if (found.length <= MOST_IDS) return { ids: [...found] };
    throw tooMany(found.length, 'Freeze the selection instead.');
  };
  const idsInRange = async (request: PeopleWindowRequest, { signal }: Waiting) => {
    if (request.limit > MOST_IDS) {
      throw tooMany(request.limit, 'Select all of them, or search for fewer.');
    }
    return { ids: [...(await people.window(request, signal)).ids] };
  };
  const freeze = async (search: PeopleSearch) =>
    selections.freeze(await people.ids({ ...search, query: wholeQuery(search.query) }));
  const count = async (search: PeopleSearch, { signal }: Waiting) => ({
    total: await people.count(search, signal),
  });
  const similar = async (search: PeopleSearch, { signal }: Waiting) => {
    const ids = await people.similar(search, signal);
    return { people: await readAccountRows(services.db, ids, await readClock(services)) };
  };
  return {
    'accounts.list': async (request, { signal }) => {
      const window = await people.window(request, signal);
      const rows = await readAccountRows(services.db, window.ids, await readClock(services));
      return { rows, total: window.total };
    },
    'accounts.index': async () => people.index(),
    'accounts.count': count,
    'accounts.counts': async ({ queries }) => ({
      totals: await Promise.all(queries.map((query) => people.count({ query }))),
    }),
    'accounts.similar': similar,
    'accounts.ids': ({ query, range }, asker) =>
      range ? idsInRange({ query, ...range }, asker) : ids({ query }),
    'accounts.freeze': freeze,
    'registrations.list': async (request, { signal }) => {
      const window = await people.window(
        { ...request, sort: pendingSort(request.sort), waiting: true },
        signal,
      );
      const rows = await readPendingRows(services, window.ids);
      return { rows, total: window.total };
    },
    'registrations.count': ({ query }, asker) => count({ query, waiting: true }, asker),
    'registrations.views': async ({ query }) => {
      const counted = Object.entries(PENDING_VIEWS).map(async ([view, part]) => {
        const total = await people.count({ query: `${query} ${part}`, waiting: true });
        return [view, total] as const;
      });
      const views = Object.fromEntries(await Promise.all(counted));
      return { views: views as Record<keyof typeof PENDING_VIEWS, number> };
    },
    'registrations.signalCounts': async ({ query }, { signal }) => {
      const counted = SIGNAL_VALUES.map(async (value) => {
        const search = { query: `${query} signal:${value}`, waiting: true };
        return [value, await people.count(search, signal)] as const;
      });
      const counts = Object.fromEntries(await Promise.all(counted));
      return { counts: counts as Record<SignalValue, number> };
    },
    'registrations.similar': ({ query }, asker) => similar({ query, waiting: true }, asker),
    'registrations.ids': ({ query, range }, asker) =>
      range
        ? idsInRange({ query, waiting: true, ...range, sort: pendingSort(range.sort) }, asker)
        : ids({ query, waiting: true }),
    'registrations.freeze': ({ query }) => freeze({ query, waiting: true }),
  } satisfies Partial<Handlers>;
}

function tooMany(count: number, advice: string): RefusedError {
  return new RefusedError({
    code: 'conflict',
    message: `These are ${count.toLocaleString('en-GB')} people, more than can be named one by one.`,
    advice,
  });
}

function pendingSort({ column, direction }: InputOf<'registrations.list'>['sort']) {
  return { column: PENDING_COLUMNS[column], direction };
}

const PENDING_COLUMNS = {
  username: 'username',
  email: 'email',
  name: 'name',
  signedUpAt: 'dateJoined',
  expiresAt: 'expiresAt',
  mail: 'mail',
  stage: 'state',
  signals: 'signals',
} as const;
