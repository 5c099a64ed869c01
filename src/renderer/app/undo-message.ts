import type { OutputOf } from '../../shared/contract/index.ts';
import { countedFirst } from './counted.ts';

/** What an undo could not reach, in sentences; undefined when it reached everything. */
export function undoMessage({
  refused,
  refusedCount = refused.length,
  mailsTakenBack,
  mailsGone,
  failed,
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
  if (refusedCount > 0) {
    sentences.push(`${countedFirst(refusedCount, 'account')} had changed meanwhile and stayed.`);
  }
  return sentences.length === 0 ? undefined : sentences.join(' ');
}
