import { expect, test } from 'vitest';

import { createDispatcher, type Handlers } from '../../../src/main/app/dispatcher.ts';

const EVA = { id: 1, username: 'eva', isSuperuser: true, permissions: [] };

test('a query that nobody waits for is refused and not logged; a command hears of no signal', async () => {
  const seen: (AbortSignal | undefined)[] = [];
  const logged: unknown[] = [];
  const handlers: Partial<Handlers> = {
    'accounts.count': (_input, { signal }) => {
      seen.push(signal);
      return new Promise((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(new Error('Left off.')));
      });
    },
    'session.lock': (_input, { signal }) => {
      seen.push(signal);
      return {};
    },
  };
  const dispatch = createDispatcher({
    handlers: handlers as Handlers,
    person: async () => EVA,
    publish: () => {},
    readOnly: null,
    onInternalError: (_procedure, error) => logged.push(error),
  });
  const caller = new AbortController();
  const counting = dispatch('accounts.count', { query: 'a' }, caller.signal);
  const locking = dispatch('session.lock', {}, caller.signal);
  expect(await locking).toMatchObject({ ok: true });
  caller.abort();
  expect(await counting).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  expect(seen).toEqual([caller.signal, undefined]);
  expect(logged).toEqual([]);
});
