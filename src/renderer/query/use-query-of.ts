import { useQuery, type UseQueryResult } from '@tanstack/react-query';

import type { InputOf, OutputOf, QueryName } from '../../shared/contract/index.ts';
import { useBridge } from '../bridge/bridge-provider.tsx';
import type { CallError } from './call-error.ts';
import { call } from './call.ts';

export interface QueryOfOptions<Name extends QueryName> {
  readonly enabled?: boolean | undefined;
  /** `keepPreviousData` shows the old answer while the new one is on its way. */
  readonly placeholderData?:
    | ((previous: OutputOf<Name> | undefined) => OutputOf<Name> | undefined)
    | undefined;
  /** Asks again after so many milliseconds, for what changes without a topic. */
  readonly refetchMs?: ((answer: OutputOf<Name> | undefined) => number | false) | undefined;
}

/** The answer to a query, asked again whenever a topic that it reads has changed. */
export function useQueryOf<Name extends QueryName>(
  name: Name,
  input: InputOf<Name>,
  { enabled = true, placeholderData, refetchMs }: QueryOfOptions<Name> = {},
): UseQueryResult<OutputOf<Name>, CallError> {
  const bridge = useBridge();
  return useQuery<OutputOf<Name>, CallError, OutputOf<Name>>({
    queryKey: [name, input],
    queryFn: ({ signal }) => call(bridge, name, input, signal),
    enabled,
    ...(refetchMs === undefined ? {} : { refetchInterval: ({ state }) => refetchMs(state.data) }),
    ...(placeholderData === undefined ? {} : { placeholderData: placeholderData as never }),
  });
}
