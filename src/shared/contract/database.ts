import { z } from 'zod';

import { line } from './fields.ts';
import { command, query } from './procedure.ts';
import { activationDays } from './settings.ts';

/** Everything that Gatehouse does with it, or nothing but reading. */
const mode = z.enum(['write', 'look']);
export type DatabaseMode = z.infer<typeof mode>;

const fact = z.object({ label: z.string(), value: z.string() });

const report = z.object({
  /** Absolute path, links followed. */
  file: z.string(),
  /** Whether Gatehouse has worked on it before. */
  isKnown: z.boolean(),
  facts: z.array(fact),
  /** What is missing or needs a look, with what that costs. */
  notices: z.array(
    z.object({
      tone: z.enum(['neutral', 'warn', 'danger']),
      title: z.string(),
      advice: z.string(),
    }),
  ),
  /** What opening it for writing adds, by kind; empty where it has all. */
  additions: z.array(z.object({ kind: z.string(), names: z.array(z.string()) })),
  /** Why it can't be opened in a way, or null. */
  blocked: z.object({ write: z.string().nullable(), look: z.string().nullable() }),
  /**
   * Days that a link works in this project (ACCOUNT_ACTIVATION_DAYS), to be asked before it is opened:
   * no table has them. What is given so far; null where they are known.
   */
  activationDays: z.int().nullable(),
  /** Folder of the copy that is made before it is opened for writing. */
  copyFolder: z.string(),
});
export type DatabaseReport = z.infer<typeof report>;

const copy = z.object({ file: z.string(), size: z.number(), at: z.iso.datetime() });

const state = z.object({
  mode,
  /** Why nothing is written, or null. */
  readOnly: z.string().nullable(),
  file: z.string(),
  openedAt: z.iso.datetime(),
  facts: z.array(fact),
  copyFolder: z.string(),
  /** The newest first. */
  copies: z.array(copy),
});
export type DatabaseState = z.infer<typeof state>;

/** Which database the console works on. Who may choose another is decided by its service. */
export const database = {
  'database.state': query({
    access: 'staff',
    input: z.object({}),
    output: state,
    reads: ['application'],
  }),
  /** Reads a database without writing anything, and reports what it is. */
  'database.inspect': command({
    access: 'public',
    input: z.object({ file: line }),
    output: report,
    writes: [],
  }),
  /** Copies it, opens it, and begins anew with it. */
  'database.open': command({
    access: 'public',
    /** @param activationDays By which a project's links count; left out, as they did. */
    input: z.object({ file: line, mode, activationDays: activationDays.optional() }),
    output: z.object({ copy: z.string().nullable() }),
    writes: [],
  }),
  /** @param folder Empty for the data folder's own place for copies. */
  'database.copy': command({
    access: 'superuser',
    input: z.object({ folder: line }),
    output: copy,
    writes: [],
  }),
};
