import type { OutboxRow } from '../../../shared/contract/outbox.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { counted } from '../../app/counted.ts';
import { useCommand } from '../../query/use-command.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { useToasts } from '../../ui/toast.tsx';

/** The commands on the outbox; each tells in a toast what became of how many. */
export function useOutboxCommands(onDone: () => void) {
  const { show } = useToasts();
  const { tell, refuse, report } = useActs();
  const { data: counts } = useQueryOf('application.counts', {});
  const renewing = useCommand('registrations.resend');
  const sending = useCommand('outbox.sendNow');
  const cancelling = useCommand('outbox.cancel');
  const restoring = useCommand('outbox.restore');
  const releasing = useCommand('outbox.release');

  const told = async (act: () => Promise<void>) => {
    try {
      await act();
      onDone();
    } catch (error) {
      refuse(error);
    }
  };
  const isPaused = counts?.mailPaused != null;
  const sendAt = (ids: readonly number[], how: { readonly sparing?: true } = {}) =>
    told(async () => {
      const { queued, skipped } = await sending.run({ ids: [...ids], ...how });
      const description = left(skipped, 'to be sent');
      if (queued > 0) {
        const title = isPaused ? nowWords(queued, 'is tried', 'are tried') : leavesNow(queued);
        show({ tone: 'ok', title, description });
      } else {
        const title =
          ids.length === 1
            ? 'This mail can’t be sent any more.'
            : 'None of these mails can be sent any more.';
        show({ tone: 'warn', title });
      }
    });
  const release = (ids: readonly number[]) =>
    told(async () => {
      const { released, ended, skipped } = await releasing.run({ ids: [...ids] });
      if (released === 0 && ended === 0) {
        show({ tone: 'warn', title: 'None of this was held any more.' });
        return;
      }
      const done = isPaused ? `${counted(released, 'mail')} released.` : leavesNow(released);
      const title = released > 0 ? done : 'Nothing was released.';
      const waits = isPaused && released > 0 ? 'Mail stands still now: it waits.' : undefined;
      const others = [waits, tooLate(ended), left(skipped, 'held')].filter(
        (words) => words !== undefined,
      );
      const description = others.length === 0 ? undefined : others.join(' ');
      show({ tone: ended > 0 ? 'warn' : 'ok', title, description });
    });
  const takeBack = async (ids: number[]) => {
    const { restored } = await restoring.run({ ids });
    if (restored === ids.length) return undefined;
    if (restored === 0) return 'Nothing was taken back: something newer has taken its place.';
    return `${restored.toLocaleString('en-GB')} of ${counted(ids.length, 'mail')} taken back. Something newer has taken the place of the others.`;
  };
  const cancel = (ids: readonly number[]) =>
    told(async () => {
      const { cancelled, dismissed, skipped } = await cancelling.run({ ids: [...ids] });
      if (dismissed.length > 0) {
        tell({
          title: `${counted(dismissed.length, 'failed mail')} dismissed.`,
          description:
            dismissed.length === 1
              ? 'Nothing asks about it any more. It stays under All.'
              : 'Nothing asks about them any more. They stay under All.',
          undo: () => takeBack(dismissed),
        });
        if (cancelled.length === 0) return;
      }
      if (cancelled.length === 0) {
        show({
          tone: 'warn',
          title: ids.length === 1 ? 'The mail had already left.' : 'These mails had already left.',
        });
        return;
      }
      tell({
        title:
          cancelled.length === 1
            ? 'The mail was cancelled.'
            : `${counted(cancelled.length, 'mail')} were cancelled.`,
        description: left(skipped, 'waiting'),
        undo: () => takeBack(cancelled),
      });
    });
  const renew = ({ accountId, to }: OutboxRow) =>
    told(async () => {
      if (accountId === null) return;
      const outcome = await renewing.run({ ids: [accountId] });
      report(outcome, { done: 'sent a new activation mail', name: to });
    });
  return { sendAt, release, cancel, renew };
}

function leavesNow(count: number): string {
  return nowWords(count, 'leaves', 'leave');
}

function nowWords(count: number, one: string, many: string): string {
  return count === 1 ? `The mail ${one} now.` : `${counted(count, 'mail')} ${many} now.`;
}

function left(skipped: number, state: string): string | undefined {
  if (skipped === 0) return undefined;
  return `${counted(skipped, 'mail')} ${skipped === 1 ? 'was' : 'were'} not ${state} and stayed as before.`;
}

function tooLate(ended: number): string | undefined {
  if (ended === 0) return undefined;
  return ended === 1
    ? 'The link inside 1 mail has ended: send a new one.'
    : `The links inside ${counted(ended, 'mail')} have ended: send new ones from Pending.`;
}
