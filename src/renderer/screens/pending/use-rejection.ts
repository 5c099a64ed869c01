import { keepPreviousData, useQuery } from '@tanstack/react-query';

import type { OutputOf } from '../../../shared/contract/index.ts';
import { useSettled } from '../../app/list/use-settled.ts';
import type { CallError } from '../../query/call-error.ts';
import { useCall } from '../../query/use-call.ts';

/**
 * What a rejection would mean for the first of those it is about. The page of the mail soon ends,
 * so it is asked for at each look and never kept.
 */
export function useRejection(id: number | null, note: string) {
  const ask = useCall();
  const settled = useSettled(note);
  const { data, error } = useQuery<OutputOf<'registrations.rejection'>, CallError>({
    queryKey: ['registrations.rejection', { id, note: settled }],
    queryFn: () => ask('registrations.rejection', { id, note: settled }),
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return { rejection: data, error };
}
