import { z } from 'zod';

import { done, line, passwordText } from './fields.ts';
import { command, query } from './procedure.ts';

export const scheme = z.enum(['http', 'https']);
export const smtpSecurity = z.enum(['tls', 'starttls', 'starttls-if-offered', 'none']);
export type SmtpSecurity = z.infer<typeof smtpSecurity>;

/** What a new password should do: stay as stored, be replaced, or be forgotten. */
const passwordChange = z.discriminatedUnion('change', [
  z.object({ change: z.literal('keep') }),
  z.object({ change: z.literal('set'), password: passwordText }),
  z.object({ change: z.literal('forget') }),
]);

const mailFields = {
  delivery: z.enum(['capture', 'smtp']),
  host: line,
  port: z.int().min(1).max(65_535),
  security: smtpSecurity,
  user: line,
  fromAddress: line,
  fromName: line,
};

const siteFields = { name: line, domain: line, scheme };
const registrationFields = {
  open: z.boolean(),
  activationDays: z.int().min(1).max(365),
  /** Whether people get a mail when an administrator activates them. */
  tellWhenActivated: z.boolean(),
};

const mailInput = z.object({ ...mailFields, password: passwordChange });
export type MailSettingsInput = z.infer<typeof mailInput>;

const everything = z.object({
  site: z.object(siteFields),
  registration: z.object(registrationFields),
  mail: z.object({ ...mailFields, passwordSet: z.boolean() }),
  console: z.object({ idleLockMinutes: z.number() }),
  /** Who a test mail goes to unless another address is typed. */
  testRecipient: z.string(),
});
export type Settings = z.infer<typeof everything>;

const smtpStep = z.object({
  name: z.enum(['dns', 'connect', 'greeting', 'ehlo', 'tls', 'auth', 'sender']),
  state: z.enum(['ok', 'failed', 'skipped']),
  ms: z.number(),
  detail: z.string(),
});
export type SmtpStep = z.infer<typeof smtpStep>;

const smtpProblem = z.object({
  title: z.string(),
  advice: z.string(),
  reply: z.string().nullable(),
});
export type SmtpProblem = z.infer<typeof smtpProblem>;

export const settings = {
  'settings.get': query({
    access: 'staff',
    input: z.object({}),
    output: everything,
    reads: ['settings'],
  }),
  'settings.saveSite': command({
    access: 'superuser',
    input: z.object(siteFields),
    output: done,
    writes: ['settings', 'session', 'operations'],
  }),
  'settings.saveRegistration': command({
    access: 'superuser',
    input: z.object(registrationFields),
    output: done,
    writes: ['settings', 'registrations', 'operations'],
  }),
  'settings.saveMail': command({
    access: 'superuser',
    input: mailInput,
    output: done,
    writes: ['settings', 'outbox', 'operations'],
  }),
  'settings.saveConsole': command({
    access: 'superuser',
    input: z.object({
      idleLockMinutes: z
        .int()
        .min(1)
        .max(24 * 60),
    }),
    output: done,
    writes: ['settings', 'session', 'operations'],
  }),
  /** What links in mails would look like with these values, and what is wrong with them. */
  'settings.linkPreview': query({
    access: 'public',
    input: z.object({ domain: line, scheme }),
    output: z.object({
      link: z.string().nullable(),
      warnings: z.array(z.object({ title: z.string(), advice: z.string() })),
    }),
    reads: [],
  }),
  /** Talks to the server up to MAIL FROM and sends nothing. */
  'settings.verifyMail': command({
    access: 'superuser',
    input: mailInput,
    output: z.object({ steps: z.array(smtpStep), problem: smtpProblem.nullable() }),
    writes: [],
  }),
  'settings.sendTestMail': command({
    access: 'superuser',
    input: mailInput.extend({ to: line }),
    output: z.object({
      sent: z.boolean(),
      /** The server's answer, or null when it gave none. */
      reply: z.string().nullable(),
      messageId: z.string(),
      problem: smtpProblem.nullable(),
    }),
    writes: ['outbox'],
  }),
};
