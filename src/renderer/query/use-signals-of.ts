import { useQuery } from '@tanstack/react-query';

import type { Bridge } from '../../shared/bridge.ts';
import type { Signal } from '../../shared/contract/evidence.ts';
import { useBridge } from '../bridge/bridge-provider.tsx';
import type { CallError } from './call-error.ts';
import { call } from './call.ts';

type Ask = (id: number) => Promise<readonly Signal[]>;

/** What a call takes at once. */
const MOST = 500;

const batches = new WeakMap<Bridge, Ask>();

/** The signals of one sign-up; undefined until they have come. Rows that ask together make one call. */
export function useSignalsOf(id: number): readonly Signal[] | undefined {
  const bridge = useBridge();
  const { data } = useQuery<readonly Signal[], CallError>({
    queryKey: ['registrations.signals', id],
    queryFn: () => batchFor(bridge)(id),
  });
  return data;
}

function batchFor(bridge: Bridge): Ask {
  const known = batches.get(bridge) ?? createBatch(bridge);
  batches.set(bridge, known);
  return known;
}

function createBatch(bridge: Bridge): Ask {
  let ids: number[] = [];
  let coming: Promise<ReadonlyMap<number, readonly Signal[]>> | undefined;
  const send = async () => {
    await Promise.resolve();
    const asked = ids;
    ids = [];
    coming = undefined;
    const { people } = await call(bridge, 'registrations.signals', { ids: asked });
    return new Map(people.map((person) => [person.id, person.signals]));
  };
  return async (id) => {
    coming ??= send();
    const answer = coming;
    ids.push(id);
    if (ids.length >= MOST) coming = undefined;
    return (await answer).get(id) ?? [];
  };
}
