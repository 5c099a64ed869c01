// @vitest-environment jsdom
import { cleanup, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test } from 'vitest';

import { BridgeProvider } from '../../../src/renderer/bridge/bridge-provider.tsx';
import { QueryProvider } from '../../../src/renderer/query/query-provider.tsx';
import { useListOf } from '../../../src/renderer/query/use-list-of.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';

afterEach(cleanup);

function Trash() {
  const { total, onRange } = useListOf('trash.list', { search: '' });
  return (
    <>
      <p>{total} in the trash</p>
      <button type="button" onClick={() => onRange(5_020, 5_050)}>
        To the middle
      </button>
      <button type="button" onClick={() => onRange(9_920, 9_940)}>
        To the end
      </button>
      <button
        type="button"
        onClick={() => {
          onRange(5_020, 5_050);
          onRange(0, 30);
        }}
      >
        There and back
      </button>
    </>
  );
}

/** A trash of 10,000 that answers when told to, and which places it was asked for. */
async function openTrash() {
  const asked: number[] = [];
  const answers: (() => void)[] = [];
  const bridge = createFakeBridge({
    'trash.list': ({ offset }) => {
      asked.push(offset);
      const { promise, resolve } = Promise.withResolvers<{ rows: never[]; total: number }>();
      answers.push(() => resolve({ rows: [], total: 10_000 }));
      return promise;
    },
  });
  const answer = () => {
    for (const each of answers.splice(0)) each();
  };
  const press = (name: string) => userEvent.click(screen.getByRole('button', { name }));
  render(
    <BridgeProvider bridge={bridge}>
      <QueryProvider>
        <Trash />
      </QueryProvider>
    </BridgeProvider>,
  );
  await waitFor(() => expect(asked).toEqual([0]));
  answer();
  await screen.findByText('10000 in the trash');
  asked.length = 0;
  return { asked, answer, press };
}

test('where one goes is asked for before what is around it, and no more than there is', async () => {
  const { asked, answer, press } = await openTrash();
  await press('To the middle');
  await waitFor(() => expect(asked).toEqual([5_000]));
  await press('To the end');
  answer();
  await waitFor(() => expect(asked).toEqual([5_000, 9_900]));
  answer();
  await waitFor(() => expect(asked).toEqual([5_000, 9_900, 9_800]));
});

test('who has gone and come back before anything was drawn is where they were', async () => {
  const { asked, answer, press } = await openTrash();
  await press('There and back');
  answer();
  await press('To the end');
  await waitFor(() => expect(asked).toContain(9_900));
  expect(asked).not.toContain(5_100);
});
