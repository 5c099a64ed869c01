import { z } from 'zod';

import { formOf, saved } from './fields.ts';
import { command, query } from './procedure.ts';

/**
 * Moments of an SMTP session at which something can go wrong: the greeting, the login, the sender,
 * each recipient, the middle of the message, and after it before the answer.
 */
export const faultStage = z.enum(['connect', 'auth', 'mail', 'rcpt', 'data', 'end']);
export type FaultStage = z.infer<typeof faultStage>;

/** The moments at which the client waits for an answer. */
const answerStage = faultStage.exclude(['data']);
/** One line, because it goes over the wire as one (RFC 5321 section 4.2). */
const replyText = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[\x20-\x7e]*$/, 'Enter plain letters on one line: this is what the server says.');

const faultEffect = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('reject'),
    stage: answerStage,
    code: z.int().min(500).max(599),
    text: replyText,
  }),
  z.object({
    kind: z.literal('defer'),
    stage: answerStage,
    code: z.int().min(400).max(499),
    text: replyText,
  }),
  z.object({ kind: z.literal('delay'), stage: answerStage, ms: z.int().min(1).max(300_000) }),
  z.object({ kind: z.literal('drop'), stage: faultStage }),
  z.object({ kind: z.literal('throttle'), bytesPerSecond: z.int().min(1).max(100_000_000) }),
]);
export type FaultEffect = z.infer<typeof faultEffect>;

const pattern = z.string().trim().max(300);

const faultRule = z.object({
  id: z.string().min(1).max(40),
  enabled: z.boolean(),
  /** Addresses with `*` and `?`, separated by commas; empty means everybody. */
  sender: pattern,
  recipient: pattern,
  /** Of a hundred times, how often it happens. */
  chance: z.number().min(0.1).max(100),
  effect: faultEffect,
});
export type FaultRule = z.infer<typeof faultRule>;

export const MAX_FAULT_RULES = 50;
export const faultRules = z.array(faultRule).max(MAX_FAULT_RULES).readonly();

export const faults = {
  /** What the capture server does wrong on purpose, in order, and how often it has. */
  'faults.get': query({
    access: 'staff',
    input: z.object({}),
    output: z.object({
      rules: z.array(faultRule.extend({ hits: z.number() })),
      /** Where the server listens, or null while it does not. */
      server: z.string().nullable(),
    }),
    reads: ['settings', 'faults'],
  }),
  /** Takes effect at once, also on open connections. */
  'faults.save': command({
    access: 'superuser',
    ...formOf({ rules: faultRules }),
    writes: ['settings', 'faults', 'operations'],
  }),
  'faults.switchOff': command({
    access: 'superuser',
    input: z.object({}),
    output: saved,
    writes: ['settings', 'faults', 'operations'],
  }),
};
