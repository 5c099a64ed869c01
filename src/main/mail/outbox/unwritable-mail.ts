import { messageOf } from '../../../shared/message-of.ts';
import { explainSmtpError, type SmtpProblem } from '../smtp/explain.ts';
import type { SmtpServer } from '../smtp/smtp-server.ts';

/** What the outbox calls the problem of a mail that could not be written. */
export const TEMPLATE_PROBLEM = 'template';

/** A mail can't be written, because its template is wrong for it. Says why, without values. */
export class UnwritableMail extends Error {
  override readonly name = 'UnwritableMail';
  readonly problem: SmtpProblem;

  constructor(cause: unknown) {
    const words = messageOf(cause);
    super(words, { cause });
    this.problem = {
      kind: 'content',
      code: TEMPLATE_PROBLEM,
      title: `It could not be written: ${words.replace(/\.?$/, '.')}`,
      advice: 'Mend its template under Mail, Templates, and send it again.',
      reply: null,
      smtpCode: null,
    };
  }
}

/** Explains what composing or sending a mail threw. */
export function explainFailure(error: unknown, server: SmtpServer): SmtpProblem {
  return error instanceof UnwritableMail ? error.problem : explainSmtpError(error, server);
}
