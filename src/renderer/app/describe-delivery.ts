import type { ApplicationCounts } from '../../shared/contract/application.ts';
import { showTurns } from '../ui/show-turns.ts';
import type { Tone } from '../ui/tone.ts';

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
