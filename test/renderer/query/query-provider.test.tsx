import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { BridgeProvider } from '../../../src/renderer/bridge/bridge-provider.tsx';
import { QueryProvider } from '../../../src/renderer/query/query-provider.tsx';
import { useQueryOf } from '../../../src/renderer/query/use-query-of.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';

function Total() {
  const { data } = useQueryOf('trash.list', { search: '', offset: 0, limit: 1 });
  return <p>{data === undefined ? 'asked' : `${data.total} in the trash`}</p>;
}

test('a first answer that a change has overtaken is asked for again', async () => {
  const first = Promise.withResolvers<{ rows: []; total: number }>();
  let asked = 0;
  const bridge = createFakeBridge({
    'trash.list': () => {
      asked += 1;
      return asked === 1 ? first.promise : { rows: [], total: 2 };
    },
  });
  render(
    <BridgeProvider bridge={bridge}>
      <QueryProvider>
        <Total />
      </QueryProvider>
    </BridgeProvider>,
  );
  await screen.findByText('asked');
  bridge.emit(['accounts']);
  bridge.emit(['accounts']);
  first.resolve({ rows: [], total: 1 });
  expect(await screen.findByText('2 in the trash')).toBeTruthy();
  expect(asked).toBe(2);
});
