import { explainConnection } from './explain-connection.ts';
import { explainReply } from './explain-reply.ts';
import { toSmtpError } from './smtp-error.ts';
import type { Explanation, SmtpProblem } from './smtp-problem.ts';
import type { SmtpServer } from './smtp-server.ts';

export type { SmtpProblem } from './smtp-problem.ts';

/** Codes of a connection that broke, which after the start of DATA leave the outcome open, whatever was said. */
const BROKEN = new Set(['ECONNECTION', 'ESOCKET', 'ETIMEDOUT', 'EABORT', 'EPROTOCOL']);

/** Explains what openSmtp, a session or verifySmtp threw. */
export function explainSmtpError(error: unknown, server: SmtpServer): SmtpProblem {
  const { failure } = toSmtpError(error, (text) => text);
  const { reply, smtpCode } = failure;
  const isRefused = smtpCode !== null && smtpCode >= 400 && !BROKEN.has(failure.code);
  const explanation =
    failure.dataStarted && !isRefused
      ? UNCERTAIN
      : (explainConnection(failure, server) ?? explainReply(failure, server) ?? UNKNOWN);
  return { ...explanation, reply, smtpCode };
}

const UNCERTAIN: Explanation = {
  kind: 'uncertain',
  code: 'broken-after-data',
  title: 'The connection broke while the mail was on its way.',
  advice: 'It may have arrived. Ask the recipient before sending it again.',
};

const UNKNOWN: Explanation = {
  kind: 'temporary',
  code: 'unknown',
  title: 'The mail could not be sent, and the reason is not known.',
  advice: 'It is tried again later. gatehouse.log in the data folder tells more.',
};
