import { z } from 'zod';

import { rowId } from './fields.ts';
import { command, query } from './procedure.ts';

/** Something to look at, with why it matters and what to do. */
const checkFinding = z.object({
  level: z.enum(['fault', 'hint']),
  title: z.string(),
  why: z.string(),
  advice: z.string(),
});
export type CheckFinding = z.infer<typeof checkFinding>;

const checkedLink = z.object({
  href: z.string(),
  text: z.string(),
  /** What is odd about it, as sentences. */
  problems: z.array(z.string()),
  /** Why it would not open as the site is set up, or null; of links to the site itself. */
  wontOpen: z.string().nullable(),
  /** Why it is never fetched from here, or null when one may ask for that. */
  neverFetched: z.string().nullable(),
});
export type CheckedLink = z.infer<typeof checkedLink>;

const clientFinding = z.object({
  /** As the field knows it, such as `display:flex`. */
  feature: z.string(),
  /** How often the mail uses it. */
  uses: z.number(),
  /** Clients without it, with their platforms when it is not all of them. */
  missing: z.array(z.string()),
  /** Clients that do it in part. */
  partial: z.array(z.string()),
});
export type ClientFinding = z.infer<typeof clientFinding>;

const mailChecks = z.object({
  links: z.array(checkedLink),
  clients: z.object({
    /** The day of the data, such as 2026-05-13. */
    updated: z.string(),
    findings: z.array(clientFinding),
  }),
  /** How the mail is built, and what may take it for spam. */
  hygiene: z.array(checkFinding),
  accessibility: z.array(checkFinding),
  /** How the HTML reads as text, or null without HTML. */
  textOfHtml: z.string().nullable(),
});
export type MailChecks = z.infer<typeof mailChecks>;

const linkAnswer = z.object({
  /** Of the last answer, or null when there was none. */
  status: z.number().nullable(),
  /** Where it led on to, in order. */
  redirects: z.array(z.string()),
  /** Why there is no answer, or what is wrong with it, as a sentence; null when all is well. */
  problem: z.string().nullable(),
});
export type LinkAnswer = z.infer<typeof linkAnswer>;

export const checks = {
  /** What can be judged of a mail without asking anybody. */
  'captured.checks': query({
    access: 'auth.change_user',
    input: z.object({ id: rowId }),
    output: mailChecks,
    // The site's domain is one of them: whether its links open follows from that.
    reads: ['settings'],
  }),
  /** Asks whether a link of a mail leads anywhere, once a person wants to know. */
  'captured.checkLink': command({
    access: 'auth.change_user',
    input: z.object({ id: rowId, href: z.string().max(20_000) }),
    output: linkAnswer,
    writes: [],
  }),
};
