import { useConnection } from '../../bridge/bridge-provider.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';

/** Why nothing can be changed now, for the buttons that would; undefined when everything can. */
export function useWriteBlock(): string | undefined {
  const { state } = useConnection();
  const { data } = useQueryOf('application.status', {});
  if (state.kind === 'lost') return 'The connection is lost. Nothing can be changed.';
  if (state.kind !== 'connected') return 'Gatehouse was started anew. Nothing can be changed here.';
  return data?.readOnly ?? undefined;
}
