import { keepPreviousData } from '@tanstack/react-query';

import type { CountedChip } from '../../app/people/people-query-bar.tsx';
import { withoutChips } from '../../app/people/query-chips.ts';
import { useSettled } from '../../app/list/use-settled.ts';
import { useQueryOf } from '../../query/use-query-of.ts';

const CHIPS = [
  { label: 'Active', part: 'is:active' },
  { label: 'Pending', part: 'is:pending' },
  { label: 'To approve', part: 'is:to-approve' },
  { label: 'Link ended', part: 'is:expired' },
  { label: 'Inactive', part: 'is:inactive' },
  { label: 'Staff', part: 'is:staff' },
] as const;

/** The filters one needs most, each with how many it would leave; counted once typing pauses. */
export function useUserChips(query: string): readonly CountedChip[] {
  const rest = useSettled(withoutChips(query, CHIPS));
  const queries = CHIPS.map(({ part }) => `${rest} ${part}`.trim());
  const { data } = useQueryOf(
    'accounts.counts',
    { queries },
    { placeholderData: keepPreviousData },
  );
  return CHIPS.map((chip, at) => ({ ...chip, count: data?.totals[at] }));
}
