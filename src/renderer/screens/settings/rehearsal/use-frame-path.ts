import { useQuery } from '@tanstack/react-query';

import type { CallError } from '../../../query/call-error.ts';
import { useCall } from '../../../query/use-call.ts';

/** Where a picture can be looked at. The address soon ends, so it is asked for at each look. */
export function useFramePath(run: string, place: number, isPicture: boolean): string | undefined {
  const ask = useCall();
  const { data } = useQuery<{ readonly path: string | null }, CallError>({
    queryKey: ['rehearsal.frame', { run, place }],
    queryFn: () => ask('rehearsal.frame', { run, place }),
    enabled: isPicture,
    gcTime: 0,
  });
  return data?.path ?? undefined;
}
