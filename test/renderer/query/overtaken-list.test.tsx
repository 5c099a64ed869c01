import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { type ReactNode, useState } from 'react';
import { expect, test } from 'vitest';

import { BridgeProvider } from '../../../src/renderer/bridge/bridge-provider.tsx';
import { QueryProvider } from '../../../src/renderer/query/query-provider.tsx';
import { useListOf } from '../../../src/renderer/query/use-list-of.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';

function Trash({ search }: { readonly search: string }) {
  const { answer, fresh } = useListOf('trash.list', { search });
  return <p>{fresh ? `${answer?.total} in the trash` : 'asked'}</p>;
}

/** Asks ahead for every letter, and shows what was typed only when told to. */
function TypedAhead() {
  const [search, setSearch] = useState('');
  const [typed, setTyped] = useState('');
  const { askAhead } = useListOf('trash.list', { search });
  return (
    <>
      <input
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          void askAhead({ search: target.value });
        }}
      />
      <button type="button" onClick={() => setSearch(typed)}>
        Show
      </button>
    </>
  );
}

/** A bridge that answers the search for `a` only, and what became of each search, in order. */
function searchableTrash() {
  const bridge = createFakeBridge({
    'trash.list': ({ search }) =>
      search === 'a' ? { rows: [], total: 1 } : new Promise<never>(() => {}),
  });
  const signals: (AbortSignal | undefined)[] = [];
  const show = (trash: ReactNode) => (
    <BridgeProvider
      bridge={{
        ...bridge,
        invoke: (name, input, signal?: AbortSignal) => {
          signals.push(signal);
          return bridge.invoke(name, input);
        },
      }}
    >
      <QueryProvider>{trash}</QueryProvider>
    </BridgeProvider>
  );
  return { show, dropped: () => signals.map((signal) => signal?.aborted) };
}

test('a search that was typed over is taken back, and may be asked for again', async () => {
  const { show, dropped } = searchableTrash();
  const { rerender } = render(show(<Trash search="an" />));
  await screen.findByText('asked');
  rerender(show(<Trash search="a" />));
  expect(await screen.findByText('1 in the trash')).toBeTruthy();
  expect(dropped()).toEqual([true, false]);
});

test('of the searches asked ahead only the last goes on, and what is shown', async () => {
  const { show, dropped } = searchableTrash();
  const user = userEvent.setup();
  render(show(<TypedAhead />));
  await user.type(screen.getByRole('textbox'), 'xyz');
  expect(dropped()).toEqual([false, true, true, false]);
  await user.click(screen.getByRole('button', { name: 'Show' }));
  await user.type(screen.getByRole('textbox'), '!?');
  expect(dropped()).toEqual([true, true, true, false, true, false]);
});
