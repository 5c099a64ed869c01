import { z } from 'zod';

import { userPermission } from '../rights.ts';
import { done, line, passwordText, rowId } from './fields.ts';
import { command, query } from './procedure.ts';

const person = z.object({
  id: rowId,
  username: z.string(),
  isSuperuser: z.boolean(),
  /** What a superuser has let them do; all of it where staff is one role. */
  permissions: z.array(userPermission),
});

/** What locked the console: a window, the desktop's menu, nobody being there, the computer. */
export const lockCause = z.enum(['window', 'menu', 'idle', 'asleep', 'screen']);
export type LockCause = z.infer<typeof lockCause>;

const state = z.object({
  /** `setup` until the first superuser exists; `locked` keeps whose console it is. */
  phase: z.enum(['setup', 'signed-out', 'locked', 'signed-in']),
  person: person.nullable(),
  /** When it was locked, and by what; null while it is not, and where no cause is known. */
  locked: z.object({ at: z.iso.datetime(), by: lockCause }).nullable(),
  siteName: z.string(),
  /**
   * What the set-up begins with: the site that the database names, else the built-in accounts site's
   * own host and port, so that links work at once.
   */
  suggestedSite: z.object({ name: z.string(), domain: z.string() }),
  /** When the database was opened: another time, another database. */
  openedAt: z.iso.datetime(),
  idleLockMinutes: z.number(),
  /** The demonstration's sign-in, shown because everything in it is made up. */
  demonstration: z.object({ username: z.string(), password: z.string() }).nullable(),
});
export type SessionState = z.infer<typeof state>;

export const session = {
  'session.state': query({
    access: 'public',
    input: z.object({}),
    output: state,
    reads: ['session', 'settings', 'accounts', 'groups'],
  }),
  'session.setUp': command({
    access: 'public',
    input: z.object({
      siteName: line,
      domain: line,
      username: line,
      email: line,
      password: passwordText,
    }),
    output: done,
    writes: ['session', 'settings', 'accounts', 'operations', 'application'],
  }),
  /**
   * Shows a made-up site in a folder of its own until the next start, before there is a site: what is
   * here stays as it is.
   */
  'session.tryDemonstration': command({
    access: 'public',
    input: z.object({}),
    output: done,
    writes: [],
  }),
  'session.signIn': command({
    access: 'public',
    input: z.object({ username: line, password: passwordText }),
    output: done,
    writes: ['session', 'accounts'],
  }),
  'session.signOut': command({
    access: 'public',
    input: z.object({}),
    output: done,
    writes: ['session'],
  }),
  'session.lock': command({
    access: 'public',
    input: z.object({}),
    output: done,
    writes: ['session'],
  }),
  /** Says that a person is at the console, which puts the idle lock off. */
  'session.touch': command({ access: 'staff', input: z.object({}), output: done, writes: [] }),
};
