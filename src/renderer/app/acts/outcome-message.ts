import type { ApplicationCounts } from '../../../shared/contract/application.ts';
import type { Outcome } from '../../../shared/contract/operations.ts';
import { counted, isolated } from '../counted.ts';
import { mailFate } from '../mail/describe-delivery.ts';
import { mailsAgain, type MailsAgain } from './undo-message.ts';

/** What an act is called in the sentence that tells its outcome. */
export interface ActWords {
  /** "activated" */
  readonly done: string;
  /** The sentence for one person, where more is to be said. */
  readonly title?: string | undefined;
  /** The person, when it was about one. */
  readonly name?: string | undefined;
  /** What is counted, when it is no people: "session". */
  readonly unit?: string | undefined;
  /** Where the screen itself shows what was done: then only what went otherwise is told. */
  readonly quiet?: boolean | undefined;
  /** Whoever did it may not take it back, so that no way back is offered. */
  readonly isFinal?: boolean | undefined;
  /** How many it was begun for. */
  readonly count?: number | undefined;
  /** Does the rest, after somebody has stopped it. */
  readonly goOn?: (() => void) | undefined;
}

/** Whom an act is for: a name, or how many. */
export function whomOf({ name, count, unit }: ActWords): string {
  if (name !== undefined) return isolated(name);
  return unit === undefined ? counted(count ?? 1, 'person', 'people') : counted(count ?? 1, unit);
}

export function addressChanged(username: string, email: string): string {
  return `The address of ${isolated(username)} is now ${isolated(email)}.`;
}

/** "person2: not activated." */
export function notDone(words: ActWords): string {
  return `${whomOf(words)}: not ${words.done}.`;
}

/** "498 activated, 2 skipped." */
export function outcomeTitle(
  { done, skipped, skippedCount = skipped.length, cancelled = false, failed }: Outcome,
  { done: verb, title, name, unit, count }: ActWords,
): string {
  const [first] = skipped;
  if (cancelled || failed !== undefined) {
    const all = count === undefined ? '' : ` of ${count.toLocaleString('en-GB')}`;
    return `Stopped: ${done.toLocaleString('en-GB')}${all} ${verb}.`;
  }
  if (done === 0 && skipped.length === 1 && first) {
    return `Nothing was changed for ${isolated(first.name)}. ${first.reason}`;
  }
  if (done === 0) return 'Nothing was changed.';
  if (done === 1 && title !== undefined) return title;
  const number = unit === undefined ? done.toLocaleString('en-GB') : counted(done, unit);
  const subject = done === 1 && name !== undefined ? isolated(name) : number;
  const rest = skippedCount === 0 ? '' : `, ${skippedCount.toLocaleString('en-GB')} skipped`;
  return `${subject} ${verb}${rest}.`;
}

/**
 * Why it went no further, and how many mails go their way, or not any more.
 *
 * @param counts How mail stands now, as far as it is known.
 */
export function outcomeDetail(
  { mailsQueued, failed, ...mails }: Pick<Outcome, 'mailsQueued' | 'failed'> & MailsAgain,
  counts: Pick<ApplicationCounts, 'delivery' | 'mailPaused'> | undefined,
): string | undefined {
  const sentences = failed === undefined ? [] : [failed];
  if (mailsQueued > 0) {
    const waits = mailsQueued === 1 ? 'waits' : 'wait';
    const fate = counts?.mailPaused
      ? `${waits}: mail stands still now`
      : `${mailFate(counts)} in a moment`;
    sentences.push(`${counted(mailsQueued, 'mail')} ${fate}.`);
  }
  sentences.push(...mailsAgain(mails));
  return sentences.length === 0 ? undefined : sentences.join(' ');
}
