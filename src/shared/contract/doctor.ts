import { z } from 'zod';

import { done, instant, line } from './fields.ts';
import { profileFields, profileId, profileInput, smtpSecurity } from './mail-settings.ts';
import { command, query } from './procedure.ts';

const smtpStep = z.object({
  name: z.enum(['dns', 'connect', 'greeting', 'ehlo', 'tls', 'auth', 'sender', 'test-mail']),
  state: z.enum(['ok', 'failed', 'skipped']),
  ms: z.number(),
  detail: z.string(),
});
export type SmtpStep = z.infer<typeof smtpStep>;

/** A change of the form that may mend what the doctor found. */
const fix = z.object({
  label: z.string(),
  changes: z.object({
    host: line.exactOptional(),
    port: profileFields.port.exactOptional(),
    security: smtpSecurity.exactOptional(),
    pinnedCertificate: profileFields.pinnedCertificate.exactOptional(),
    dkimDomain: line.exactOptional(),
    dkimSelector: line.exactOptional(),
  }),
});
export type SmtpFix = z.infer<typeof fix>;

const smtpProblem = z.object({
  title: z.string(),
  advice: z.string(),
  reply: z.string().nullable(),
  /** The field of the form that it is about, or null. */
  field: z.string().nullable(),
  fixes: z.array(fix),
});
export type SmtpProblem = z.infer<typeof smtpProblem>;

const examination = z.object({
  running: z.boolean(),
  steps: z.array(smtpStep),
  /** The step that is being taken, or null. */
  next: smtpStep.shape.name.nullable(),
  problem: smtpProblem.nullable(),
  /** The server's answer to the test mail, or null. */
  reply: z.string().nullable(),
  messageId: z.string().nullable(),
  /** What was said, with secrets masked. */
  transcript: z.string(),
});
export type Examination = z.infer<typeof examination>;

const verdict = z.object({
  at: instant,
  /** What is wrong, or null for nothing. */
  problem: z.string().nullable(),
});
export type Verdict = z.infer<typeof verdict>;

export const doctor = {
  /**
   * Examines a form as typed, step by step up to MAIL FROM; with an address it sends a test mail
   * at the end. Null examines the capture server.
   */
  'doctor.start': command({
    access: 'superuser',
    input: z.object({ profile: profileInput.nullable(), to: line.nullable() }),
    output: z.object({ run: z.string() }),
    writes: ['doctor', 'outbox'],
  }),
  'doctor.progress': query({
    access: 'superuser',
    input: z.object({ run: z.string().max(40) }),
    output: examination.nullable(),
    reads: ['doctor'],
  }),
  /** What was last found of a saved server as it is now, since the start; null where just that was not examined. */
  'doctor.verdict': query({
    access: 'superuser',
    input: z.object({ id: profileId }),
    output: verdict.nullable(),
    reads: ['doctor', 'settings'],
  }),
  'doctor.stop': command({
    access: 'superuser',
    input: z.object({ run: z.string().max(40) }),
    output: done,
    writes: ['doctor'],
  }),
};
