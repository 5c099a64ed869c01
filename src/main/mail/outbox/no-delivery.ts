import type { SmtpProblem } from '../../../shared/contract/doctor.ts';

/** What a form of the settings may do about it. */
type Mending = Partial<Pick<SmtpProblem, 'field' | 'fixes'>>;

/**
 * Mail can't go anywhere as things stand; the words say why and what to do, and whoever catches it
 * what follows from it: mails wait only where they were to leave.
 */
export class NoDeliveryError extends Error {
  override readonly name = 'NoDeliveryError';
  readonly title: string;
  readonly advice: string;
  /** The field of a mail server's form that it is about, or null. */
  readonly field: SmtpProblem['field'];
  /** Changes of that form that mend it. */
  readonly fixes: SmtpProblem['fixes'];

  constructor(title: string, advice: string, { field = null, fixes = [] }: Mending = {}) {
    super(title);
    this.title = title;
    this.advice = advice;
    this.field = field;
    this.fixes = fixes;
  }
}
