import { PENDING_VIEWS, type PendingViews } from '../../../shared/contract/registrations.ts';
import { SIGNALS } from '../../app/people/people-filters.ts';
import { STATE_WORDS } from '../../app/people/state-words.ts';
import type { CountedChip } from '../../app/people/people-query-bar.tsx';

const LOOKS = [
  { view: 'to-approve', label: STATE_WORDS['to-approve'], tone: 'waiting' },
  { view: 'expiring', label: 'Ends within a day', tone: 'warn' },
  { view: 'expired', label: STATE_WORDS.expired, tone: undefined },
  { view: 'mail-held', label: 'Mail held', tone: 'warn' },
  { view: 'mail-failed', label: 'Mail failed', tone: 'danger' },
] as const;
const SIGNALLED = { label: 'Signals', tone: 'warn', part: 'signal:any', among: SIGNALS } as const;

/** The chips of which one takes the place of another; signals go with each. */
export const STATE_CHIPS = LOOKS.map((look) => ({ ...look, part: PENDING_VIEWS[look.view] }));

/**
 * The filters one needs most, each with how many it would leave.
 * @param signalled How many have any signal.
 */
export function pendingChips(
  counts: PendingViews | undefined,
  signalled: number | undefined,
): readonly CountedChip[] {
  const states = STATE_CHIPS.map(({ view, ...chip }) => ({ ...chip, count: counts?.[view] }));
  return [...states, { ...SIGNALLED, count: signalled }];
}
