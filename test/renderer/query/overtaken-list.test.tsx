import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { BridgeProvider } from '../../../src/renderer/bridge/bridge-provider.tsx';
import { QueryProvider } from '../../../src/renderer/query/query-provider.tsx';
import { useListOf } from '../../../src/renderer/query/use-list-of.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';

function Trash({ search }: { readonly search: string }) {
  const { answer, fresh } = useListOf('trash.list', { search });
  return <p>{fresh ? `${answer?.total} in the trash` : 'asked'}</p>;
}

test('a search that was typed over is taken back, and may be asked for again', async () => {
  const bridge = createFakeBridge({
    'trash.list': ({ search }) =>
      search === 'a' ? { rows: [], total: 1 } : new Promise<never>(() => {}),
  });
  const signals: (AbortSignal | undefined)[] = [];
  const show = (search: string) => (
    <BridgeProvider
      bridge={{
        ...bridge,
        invoke: (name, input, signal?: AbortSignal) => {
          signals.push(signal);
          return bridge.invoke(name, input);
        },
      }}
    >
      <QueryProvider>
        <Trash search={search} />
      </QueryProvider>
    </BridgeProvider>
  );
  const { rerender } = render(show('an'));
  await screen.findByText('asked');
  rerender(show('a'));
  expect(await screen.findByText('1 in the trash')).toBeTruthy();
  expect(signals.map((signal) => signal?.aborted)).toEqual([true, false]);
});
