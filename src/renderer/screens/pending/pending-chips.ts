import { PENDING_VIEWS, type PendingViews } from '../../../shared/contract/registrations.ts';
import type { CountedChip } from '../../app/people-query-bar.tsx';

const LOOKS = [
  { view: 'to-approve', label: 'To approve', tone: 'waiting' },
  { view: 'expiring', label: 'Ends within a day', tone: 'warn' },
  { view: 'expired', label: 'Link ended', tone: undefined },
  { view: 'mail-held', label: 'Mail held', tone: 'warn' },
  { view: 'mail-failed', label: 'Mail failed', tone: 'danger' },
] as const;

/** The filters one needs most, each with how many it would leave. */
export function pendingChips(counts: PendingViews | undefined): readonly CountedChip[] {
  return LOOKS.map(({ view, label, tone }) => ({
    label,
    tone,
    part: PENDING_VIEWS[view],
    count: counts?.[view],
  }));
}
