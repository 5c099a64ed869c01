import { useQuery } from '@tanstack/react-query';

import type { CallError } from '../../../query/call-error.ts';
import { useCall } from '../../../query/use-call.ts';

/**
 * Where a picture can be looked at. The address soon ends, so it is asked for at each look.
 *
 * @param isLarge It is looked at by itself, beside the small one.
 */
export function useFramePath(
  { run, place }: { readonly run: string; readonly place: number },
  { isPicture, isLarge }: { readonly isPicture: boolean; readonly isLarge: boolean },
): string | undefined {
  const ask = useCall();
  const { data } = useQuery<{ readonly path: string | null }, CallError>({
    queryKey: ['rehearsal.frame', { run, place, isLarge }],
    queryFn: () => ask('rehearsal.frame', { run, place }),
    enabled: isPicture,
    gcTime: 0,
  });
  return data?.path ?? undefined;
}
