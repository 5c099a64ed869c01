import type { OutputOf } from '../../../shared/contract/index.ts';
import type { OperationRow, Outcome } from '../../../shared/contract/operations.ts';
import { counted, countedFirst, isolated } from '../counted.ts';
import type { LeftOut } from '../people/left-out-dialog.tsx';

/** How many people an act names before it counts the others. */
const NAMES_SHOWN = 3;

/** What became of mails, and what an undo could not reach, in sentences; undefined when there is nothing to say. */
export function undoMessage({
  refused,
  refusedCount = refused.length,
  mailsTakenBack,
  mailsGone,
  failed,
  shared = [],
  sharedCount = shared.length,
  ...mails
}: OutputOf<'operations.undo'>): string | undefined {
  const sentences: string[] = [];
  if (failed !== undefined) {
    sentences.push(`${failed} The rest is as it was: take it back from Audit.`);
  }
  if (mailsGone > 0) sentences.push(`${countedFirst(mailsGone, 'mail')} had already left.`);
  if (mailsTakenBack > 0) {
    const verb = mailsTakenBack === 1 ? 'was' : 'were';
    sentences.push(`${countedFirst(mailsTakenBack, 'mail')} ${verb} taken back.`);
  }
  sentences.push(...mailsAgain(mails));
  const [only] = shared;
  if (sharedCount === 1 && only) {
    sentences.push(`${isolated(only.name)} shares the address with ${isolated(only.holder)} now.`);
  } else if (sharedCount > 0) {
    sentences.push(
      `${countedFirst(sharedCount, 'account')} share the address with somebody else now.`,
    );
  }
  // What is about nobody says itself what is in the way.
  const others = refused.filter(({ isNobodys }) => isNobodys);
  for (const { reason } of others) sentences.push(reason);
  const accounts = refusedCount - others.length;
  if (accounts > 0) {
    const why = others.length === 0 ? 'had changed meanwhile and stayed' : 'stayed as before';
    sentences.push(`${countedFirst(accounts, 'account')} ${why}.`);
  }
  return sentences.length === 0 ? undefined : sentences.join(' ');
}

/** Of the mails that had been kept from leaving: which do so now, in sentences. */
export function mailsAgain({
  mailsPutBack = 0,
  mailsLost = [],
  mailsLostCount = mailsLost.length,
}: MailsAgain): string[] {
  const sentences: string[] = [];
  if (mailsPutBack > 0) {
    const verb = mailsPutBack === 1 ? 'leaves' : 'leave';
    sentences.push(`${countedFirst(mailsPutBack, 'mail')} ${verb} after all.`);
  }
  if (mailsLostCount > 0) {
    const verb = mailsLostCount === 1 ? 'does' : 'do';
    sentences.push(`${countedFirst(mailsLostCount, 'mail')} ${verb} not leave any more.`);
  }
  return sentences;
}

export type MailsAgain = Pick<Outcome, 'mailsPutBack' | 'mailsLost' | 'mailsLostCount'>;

/** Who shares an address after an undo, each with whom. */
export function whoShares({
  shared = [],
  sharedCount = shared.length,
}: Pick<OutputOf<'operations.undo'>, 'shared' | 'sharedCount'>): LeftOut {
  return {
    title: 'Share their address now',
    count: sharedCount,
    items: shared.map(({ name, holder }) => ({
      name,
      reason: `${isolated(holder)} was given this address meanwhile.`,
    })),
  };
}

/**
 * Whom and which mails an act could not reach, each with the reason.
 * @param stayed Whom, and what that is called.
 */
export function whatWasMissed(
  stayed: LeftOut,
  { mailsLost = [], mailsLostCount = mailsLost.length }: MailsAgain,
): LeftOut {
  return {
    title: stayed.count === 0 ? 'Not mailed any more' : stayed.title,
    count: stayed.count + mailsLostCount,
    items: [
      ...stayed.items,
      ...mailsLost.map(({ name, reason }) => ({
        name,
        reason: stayed.count === 0 ? reason : `Is not mailed any more: ${reason}`,
      })),
    ],
  };
}

/** Which act was taken back, and of whom: "Taken back: Activated 3 accounts (ada, ben and 1 other)." */
export function undoTitle({ act, undone, failed }: OutputOf<'operations.undo'>): string {
  const what = actOf(act);
  if (undone === 0) return `Nothing was taken back of: ${what}.`;
  return `${failed === undefined ? 'Taken back' : 'Taken back in part'}: ${what}.`;
}

/** An act as the log calls it, with whom it was about unless that is said already. */
export function actOf({
  title,
  accounts,
  names,
}: Pick<OperationRow, 'title' | 'accounts' | 'names'>): string {
  const shown = names.slice(0, NAMES_SHOWN);
  if (shown.length === 0 || (accounts === 1 && title.includes(names[0] ?? ''))) return title;
  const others = accounts - shown.length;
  const last = others > 0 ? [counted(others, 'other')] : shown.splice(-1).map(isolated);
  const people = [shown.map(isolated).join(', '), ...last].filter(Boolean).join(' and ');
  return `${title} (${people})`;
}
