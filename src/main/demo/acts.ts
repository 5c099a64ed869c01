import { createHash } from 'node:crypto';

import { DAY_MS, MINUTE_MS } from '../../shared/durations.ts';
import { atConsole, VISITOR } from '../operations/actor.ts';
import { activateByKey } from '../registrations/activate-by-key.ts';
import { createAccount } from '../registrations/create-account.ts';
import { resendActivation } from '../registrations/review-registrations.ts';
import { signUp } from '../registrations/sign-up.ts';
import type { Person } from './people.ts';
import { type Stage, staffOf } from './stage.ts';

/** In minutes, as the story counts them. */
export const HOUR = 60;
export const DAY = 24 * HOUR;

/** Something that happens in the story, at its time. */
export interface Act {
  readonly at: Date;
  readonly play: () => Promise<unknown>;
}

/** An instant of the last hours, counted in minutes before the end of the story. */
export function minutesAgo(stage: Stage, minutes: number): Date {
  const withinMinute = stage.random.below(50_000);
  return new Date(stage.today.getTime() - minutes * MINUTE_MS - withinMinute);
}

/** An instant of waking hours about so many days before the end of the story, one at least. */
export function daysAgo(stage: Stage, days: number): Date {
  const { random, today } = stage;
  const at = new Date(today.getTime() - days * DAY_MS);
  at.setUTCHours(6 + random.below(15), random.below(60), random.below(60), random.below(1_000));
  return at.getTime() < today.getTime() - DAY_MS ? at : new Date(at.getTime() - DAY_MS);
}

/** A while after another instant, in minutes. */
export function later(at: Date, minutes: number): Date {
  return new Date(at.getTime() + minutes * MINUTE_MS);
}

/** Somebody registers at the site, with a word on why if they are asked. */
export function signsUp(stage: Stage, person: Person, at: Date, reason = ''): Act {
  const { username, email } = person;
  const passwords = { password1: 'never stored', password2: 'never stored' };
  const from = { actor: VISITOR, address: person.address ?? homeOf(username) };
  return {
    at,
    play: async () => {
      const result = await signUp(stage, { username, email, reason, ...passwords }, from);
      if (!result.ok || result.userId === null) {
        throw new Error(`${username}: ${JSON.stringify(result)}`);
      }
      stage.people.set(result.userId, person);
      stage.ids.set(username, result.userId);
    },
  };
}

/** Where somebody signs up from: an address of RFC 2544's range, which is nobody's. */
function homeOf(username: string): string {
  const [third, fourth] = createHash('sha256').update(username).digest();
  return `198.18.${third}.${fourth}`;
}

/** Somebody follows the link of their newest activation mail. */
export function followsLink(stage: Stage, { username }: Person, at: Date): Act {
  return {
    at,
    play: async () => {
      const { activation_key } = await stage.db
        .selectFrom('registration_registrationprofile')
        .select('activation_key')
        .where('user_id', '=', idOf(stage, username))
        .executeTakeFirstOrThrow();
      const { state } = await activateByKey(stage, activation_key);
      if (state !== 'valid' && state !== 'to-approve')
        throw new Error(`The link of ${username} is ${state}.`);
    },
  };
}

/** The staff mail somebody a new link. */
export function sendsAgain(
  stage: Stage,
  { username }: Person,
  { at, by }: { readonly at: Date; readonly by: string },
): Act {
  return {
    at,
    play: () => {
      const actor = atConsole(staffOf(stage, by));
      return resendActivation(stage, { ids: [idOf(stage, username)], actor });
    },
  };
}

/** The staff make somebody's account by hand. */
export function isMade(
  stage: Stage,
  person: Person,
  { at, start }: { readonly at: Date; readonly start: 'active' | 'pending' },
): Act {
  return {
    at,
    play: async () => {
      const { id } = await createAccount(stage, {
        fields: { ...person, isStaff: false, isSuperuser: false },
        password: 'never stored',
        start,
        person: staffOf(stage, 'jonas.weber'),
      });
      stage.ids.set(person.username, id);
      stage.people.set(id, person);
    },
  };
}

/** The account of somebody who has appeared. @throws Error before that. */
export function idOf(stage: Stage, username: string): number {
  const id = stage.ids.get(username);
  if (id === undefined) throw new Error(`${username} has no account yet.`);
  return id;
}

/** The accounts of several people. */
export function idsOf(stage: Stage, people: readonly Person[]): number[] {
  return people.map(({ username }) => idOf(stage, username));
}
