import { QueryCache, QueryClient, QueryClientProvider, type Query } from '@tanstack/react-query';
import { useEffect, useState, type ReactNode } from 'react';

import { procedureNamed } from '../../shared/contract/index.ts';
import type { Procedure } from '../../shared/contract/procedure.ts';
import type { Topic } from '../../shared/topics.ts';
import { useBridge } from '../bridge/bridge-provider.tsx';
import { callError } from './call-error.ts';

const SESSION_QUERY = ['session.state'];

/** Keeps what was asked, and asks again when the application says that it has changed. */
export function QueryProvider({ children }: { readonly children: ReactNode }) {
  const bridge = useBridge();
  const [client] = useState(createQueryClient);
  useEffect(
    () => bridge.subscribe(({ topics }) => askAgain(client, (query) => readsAnyOf(query, topics))),
    [bridge, client],
  );
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>;
}

function createQueryClient(): QueryClient {
  const client = new QueryClient({
    queryCache: new QueryCache({
      onError: (error) => {
        const { code } = callError(error).failure;
        if (code !== 'not-signed-in' && code !== 'not-allowed') return;
        void client.invalidateQueries({ queryKey: SESSION_QUERY });
      },
    }),
    defaultOptions: {
      queries: { networkMode: 'always', staleTime: Infinity, retry: false },
      mutations: { networkMode: 'always' },
    },
  });
  return client;
}

/**
 * Asks again for what has changed. A first answer that is on its way may be older than the change
 * and is not asked for twice by itself: it is shown, and then asked for again.
 */
function askAgain(client: QueryClient, predicate: (query: Query) => boolean): void {
  for (const query of client.getQueryCache().findAll({ predicate, fetchStatus: 'fetching' })) {
    if (query.state.data !== undefined || overtaken.has(query)) continue;
    overtaken.add(query);
    const again = () => {
      overtaken.delete(query);
      void client.invalidateQueries({ queryKey: query.queryKey, exact: true });
    };
    query.promise?.then(again, again);
  }
  void client.invalidateQueries({ predicate });
}

/** Queries whose first answer is on its way and was overtaken by a change. */
const overtaken = new WeakSet<Query>();

function readsAnyOf(query: Query, topics: readonly Topic[]): boolean {
  const procedure = procedureOf(query);
  return procedure?.kind === 'query' && procedure.reads.some((topic) => topics.includes(topic));
}

/** The procedure that a cached answer came from. */
export function procedureOf({ queryKey: [name] }: Pick<Query, 'queryKey'>): Procedure | undefined {
  return procedureNamed(String(name));
}
