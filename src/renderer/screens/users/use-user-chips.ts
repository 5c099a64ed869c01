import { keepPreviousData } from '@tanstack/react-query';

import type { CountedChip } from '../../app/people/people-query-bar.tsx';
import { withoutChips } from '../../app/people/query-chips.ts';
import { STATE_WORDS } from '../../app/people/state-words.ts';
import { useSettled } from '../../app/list/use-settled.ts';
import { useQueryOf } from '../../query/use-query-of.ts';

const CHIPS = [
  { label: STATE_WORDS.active, part: 'is:active' },
  { label: STATE_WORDS.pending, part: 'is:pending' },
  { label: STATE_WORDS['to-approve'], part: 'is:to-approve' },
  { label: STATE_WORDS.expired, part: 'is:expired' },
  { label: STATE_WORDS.inactive, part: 'is:inactive' },
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
