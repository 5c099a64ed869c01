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
  if (delivery.kind === 'capture') {
    const title = 'Mail is captured here.';
    return { tone: mailPaused ? 'warn' : 'waiting', title, consequence: 'Nothing leaves.' };
  }
  const title = `Mail leaves through ${showTurns(delivery.name)}.`;
  if (mailPaused) return { tone: 'warn', title, consequence: 'It stands still now.' };
  return { tone: 'ok', title, consequence: 'People get it.' };
}
