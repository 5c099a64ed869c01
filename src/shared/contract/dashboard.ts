import { z } from 'zod';

import { instant, peopleQuery } from './fields.ts';
import { query } from './procedure.ts';

/** The first day that a query can name. */
export const FIRST_DAY = '1000-01-01';

/** The first and the last day of a span, as the query language counts days. */
export const daySpan = z
  .object({ from: z.iso.date(), to: z.iso.date() })
  .refine(({ from }) => from >= FIRST_DAY, 'Days are counted from the year 1000 on.')
  .refine(({ from, to }) => from <= to, 'The first day comes before the last one.');
export type DaySpan = z.infer<typeof daySpan>;

/** Where a number leads: the list of exactly what it counts, or the page that mends it. */
const boardLink = z.discriminatedUnion('screen', [
  z.object({ screen: z.enum(['pending', 'users']), query: peopleQuery }),
  z.object({
    screen: z.literal('outbox'),
    view: z.enum(['held', 'waiting', 'sent', 'failed']).nullable(),
    search: z.string().optional(),
  }),
  z.object({
    screen: z.literal('settings'),
    section: z.enum(['site', 'mail', 'registration', 'database']),
  }),
  z.object({ screen: z.literal('captured') }),
  z.object({ screen: z.literal('trash'), query: z.string() }),
  z.object({ screen: z.literal('activity'), query: z.string().optional() }),
]);
export type BoardLink = z.infer<typeof boardLink>;

const stage = z.enum(['registered', 'mailed', 'activated', 'expired', 'pending', 'to-approve']);
const tone = z.enum(['neutral', 'ok', 'waiting', 'warn', 'danger']);

const counted = z.object({
  id: z.string(),
  count: z.int().min(0),
  /** What is counted, in words behind the number. */
  text: z.string(),
  link: boardLink,
});
const matter = counted.extend({
  tone,
  detail: z.string().nullable(),
  /** Why, the commonest first, each with those it counts. */
  reasons: z.array(counted).optional(),
});
/** Something that needs somebody. */
export type Matter = z.infer<typeof matter>;

const sign = z.object({
  id: z.enum(['database', 'mail', 'links', 'capture']),
  tone,
  title: z.string(),
  detail: z.string(),
  /** When it was seen, where it is an event. */
  at: z.iso.datetime().optional(),
  /** What mends it, or where to look. */
  act: z.object({ label: z.string(), link: boardLink }),
});
/** How one part of the house is. */
export type HealthSign = z.infer<typeof sign>;

const firstStep = z.object({
  id: z.enum(['domain', 'mail', 'register']),
  title: z.string(),
  isDone: z.boolean(),
  detail: z.string(),
  /** Where it is done. */
  acts: z.array(z.object({ label: z.string(), link: boardLink })),
});
/** Something to do before the first person signs up. */
export type FirstStep = z.infer<typeof firstStep>;

const READS = ['accounts', 'registrations', 'outbox', 'settings'] as const;

export const dashboard = {
  /**
   * What has become of everybody who joined in a span, superusers apart: they are made. Each stage's
   * number is what its query finds; who has no account any more is counted beside them.
   */
  'dashboard.funnel': query({
    access: 'auth.view_user',
    input: daySpan,
    output: z.object({
      stages: z.array(z.object({ stage, count: z.int().min(0), query: peopleQuery })),
      gone: z.object({
        /** By what took them; together everybody who is gone. */
        cleanedUp: z.int().min(0),
        rejected: z.int().min(0),
        deleted: z.int().min(0),
        /** Of whom so many can still come back. */
        inTrash: z.int().min(0),
        /** How far they had come. */
        mailed: z.int().min(0),
        activated: z.int().min(0),
      }),
    }),
    reads: READS,
  }),
  /** How many joined on each day of a span that has any, as in the funnel, and how many are still here. */
  'dashboard.signUps': query({
    access: 'auth.view_user',
    input: daySpan,
    output: z.object({
      days: z.array(z.object({ day: z.iso.date(), count: z.int().min(1), here: z.int().min(0) })),
    }),
    reads: ['accounts'],
  }),
  /** The mail domains that most of those who joined have, the slowest to activate first. */
  'dashboard.activationTimes': query({
    access: 'auth.view_user',
    input: daySpan,
    output: z.object({
      domains: z.array(
        z.object({
          domain: z.string(),
          /** From joining to following the link, the middle of all that are known. */
          medianMs: z.number().min(0),
          active: z.int().min(0),
          query: peopleQuery,
        }),
      ),
    }),
    reads: ['accounts', 'operations'],
  }),
  /** What a site is told to begin with, or null once somebody has signed up. */
  'dashboard.firstSteps': query({
    access: 'auth.view_user',
    input: z.object({}),
    output: z.object({ steps: z.array(firstStep).nullable() }),
    reads: READS,
  }),
  'dashboard.attention': query({
    access: 'auth.view_user',
    input: z.object({}),
    output: z.object({ matters: z.array(matter), at: instant }),
    reads: READS,
  }),
  'dashboard.health': query({
    access: 'auth.view_user',
    input: z.object({}),
    output: z.object({ signs: z.array(sign) }),
    reads: ['settings', 'application', 'outbox'],
  }),
};
