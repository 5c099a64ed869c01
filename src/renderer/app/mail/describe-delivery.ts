import type { ApplicationCounts } from '../../../shared/contract/application.ts';
import { showTurns } from '../../ui/show-turns.ts';
import type { Tone } from '../../ui/tone.ts';

/** What becomes of mails that an act sends, as it is said after their number. */
export function mailFate(counts?: Pick<ApplicationCounts, 'delivery'>): string {
  return counts?.delivery.kind === 'capture' ? 'will be captured' : 'will leave';
}

/** Where mail goes, in words that leave no doubt whether anything leaves this machine. */
export function describeDelivery({
  delivery,
  mailPaused,
}: Pick<ApplicationCounts, 'delivery' | 'mailPaused'>): {
  readonly tone: Tone;
  readonly title: string;
  readonly consequence: string;
} {
  const isCaptured = delivery.kind === 'capture';
  const title = isCaptured
    ? 'Mail is captured here.'
    : `Mail leaves through ${showTurns(delivery.name)}.`;
  if (mailPaused) return { tone: 'warn', title, consequence: 'It stands still now.' };
  return isCaptured
    ? { tone: 'waiting', title, consequence: 'Nobody gets it.' }
    : { tone: 'ok', title, consequence: 'People get it.' };
}
