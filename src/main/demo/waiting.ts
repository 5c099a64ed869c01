import { undoOfMaking } from '../accounts/undo-making.ts';
import { atConsole } from '../operations/actor.ts';
import { undoOperation } from '../operations/undo-operation.ts';
import {
  activateRegistrations,
  changeEmailAndResend,
} from '../registrations/review-registrations.ts';
import {
  type Act,
  DAY,
  followsLink,
  HOUR,
  idOf,
  isMade,
  later,
  minutesAgo,
  sendsAgain,
  signsUp,
} from './acts.ts';
import { MISTYPED_DOMAINS, type Person } from './people.ts';
import type { Post, Trouble } from './post.ts';
import { type Stage, staffOf } from './stage.ts';

/** Minutes before the end at which people registered whose mail simply arrived. */
const FRESH = [4, 1.1 * HOUR, 4.6 * HOUR, 11 * HOUR];
const OLDER = [1.2, 1.9, 2.4, 3.7, 5.8].map((days) => days * DAY);
const EXPIRING = [6.05, 6.2, 6.4, 6.6, 6.85].map((days) => days * DAY);
const EXPIRED = [8, 10, 13, 17, 20, 23].map((days) => days * DAY);

/** Registered then, and given a new link later. */
const SENT_AGAIN = [
  { at: 9 * DAY, again: 1.1 * DAY },
  { at: 12 * DAY, again: 3 * DAY },
  { at: 18 * DAY, again: 6.4 * DAY },
];

/**
 * Registered while a mail server was tried out. The last two are timed so that their next attempt
 * is still to come when the story ends.
 */
const TROUBLED: readonly { readonly at: number; readonly trouble: Trouble }[] = [
  { at: 5.1 * HOUR, trouble: 'no-domain' },
  { at: 3.9 * HOUR, trouble: 'broken' },
  { at: 3.2 * HOUR, trouble: 'no-user' },
  { at: 1.4 * HOUR, trouble: 'no-domain' },
  { at: 154, trouble: 'greylisted' },
  { at: 90, trouble: 'mailbox-full' },
];

/** Confirmed their address since the staff look at everybody, and wrote why they want to join. */
const APPLICANTS = [
  { at: 48, reason: 'I moved to the river street last week and read a lot of crime novels.' },
  { at: 39, reason: 'My daughter is in the Tuesday reading group.\nI would bring her books back.' },
  { at: 31, reason: '' },
  { at: 22, reason: 'Looking for the town’s old maps, for a talk at the history club in May.' },
] as const;

/** Minutes before the end: the last three come so fast that a mail is held. */
const BURST_AT = [53, 42, 31, 12, 11.7, 11.4];
/** From one network, of RFC 5737's for documentation. */
const BURST = BURST_AT.map((at, index) => ({
  at,
  person: {
    ...stranger(`bookdeals0${index + 1}`, `bookdeals0${index + 1}@tempbox.example`),
    address: `203.0.113.${41 + index}`,
  },
}));

/** Two who look like the staff: the first begins with a Cyrillic letter. */
const LOOK_ALIKES: readonly { readonly at: number; readonly person: Person }[] = [
  { at: 8 * HOUR, person: stranger('evva', 'eva.library@webpost.example') },
  { at: 15 * HOUR, person: stranger('jonas.vveber', 'jonas.vveber@fastbox.example') },
];

const MISTYPED_AT = 3.1 * DAY;
const UNDONE_AT = 5.2 * DAY;
const MADE_BY_STAFF_AT = 2.1 * DAY;

/** How many people it takes to play those who wait, besides the strangers. */
export const WAITING =
  FRESH.length +
  OLDER.length +
  EXPIRING.length +
  EXPIRED.length +
  SENT_AGAIN.length +
  TROUBLED.length +
  APPLICANTS.length +
  3;

/** Everybody who waits when the story ends, at every stage there is. */
export function waitingActs(stage: Stage, post: Post, people: readonly Person[]): readonly Act[] {
  const free = [...people];
  const next = (): Person => {
    const person = free.shift();
    if (!person) throw new RangeError('There are not enough people for those who wait.');
    return person;
  };
  const plain = [...FRESH, ...OLDER, ...EXPIRING, ...EXPIRED];
  return [
    ...plain.map((minutes) => signsUp(stage, next(), minutesAgo(stage, minutes))),
    ...[...BURST, ...LOOK_ALIKES].map(({ at, person }) =>
      signsUp(stage, person, minutesAgo(stage, at)),
    ),
    ...SENT_AGAIN.flatMap(({ at, again }) => {
      const person = next();
      return [
        signsUp(stage, person, minutesAgo(stage, at)),
        sendsAgain(stage, person, { at: minutesAgo(stage, again), by: 'mei.tanaka' }),
      ];
    }),
    ...TROUBLED.map(({ at, trouble }) => troubled(stage, post, { person: next(), at, trouble })),
    ...APPLICANTS.flatMap(({ at, reason }) => applies(stage, next(), { at, reason })),
    ...corrected(stage, next()),
    ...activatedAndUndone(stage, next()),
    isMade(stage, next(), { at: minutesAgo(stage, MADE_BY_STAFF_AT), start: 'pending' }),
  ];
}

function stranger(username: string, email: string): Person {
  return { username, email, firstName: '', lastName: '' };
}

function mistyped(person: Person): Person {
  return {
    ...person,
    email: person.email.replace(/@.*/, `@${MISTYPED_DOMAINS[0]}`),
  };
}

function applies(
  stage: Stage,
  person: Person,
  { at, reason }: { readonly at: number; readonly reason: string },
): readonly Act[] {
  const signedUp = minutesAgo(stage, at);
  return [signsUp(stage, person, signedUp, reason), followsLink(stage, person, later(signedUp, 4))];
}

function troubled(
  stage: Stage,
  post: Post,
  given: { readonly person: Person; readonly at: number; readonly trouble: Trouble },
): Act {
  const person = given.trouble === 'no-domain' ? mistyped(given.person) : given.person;
  post.foresee(person.email, given.trouble);
  return signsUp(stage, person, minutesAgo(stage, given.at));
}

function corrected(stage: Stage, person: Person): readonly Act[] {
  const at = minutesAgo(stage, MISTYPED_AT);
  const correct = async (): Promise<void> => {
    const { email, username } = person;
    const actor = atConsole(staffOf(stage, 'mei.tanaka'));
    await changeEmailAndResend(stage, { id: idOf(stage, username), email, actor });
  };
  return [signsUp(stage, mistyped(person), at), { at: later(at, 3 * HOUR), play: correct }];
}

/** The wrong person was activated, which was noticed before the mail about it left. */
function activatedAndUndone(stage: Stage, person: Person): readonly Act[] {
  const at = minutesAgo(stage, UNDONE_AT);
  const actor = () => atConsole(staffOf(stage, 'eva'));
  let id = 0;
  const activate = async (): Promise<void> => {
    const ids = [idOf(stage, person.username)];
    const { operationId } = await activateRegistrations(stage, { ids, actor: actor() });
    id = operationId ?? 0;
  };
  const undo = async (): Promise<void> => {
    const given = {
      id,
      actor: actor(),
      at: stage.now(),
      mails: stage.outbox,
      making: undoOfMaking(stage),
      before: async () => {},
      after: async () => {},
    };
    await undoOperation(stage, given);
  };
  return [
    signsUp(stage, person, at),
    { at: later(at, 5 * HOUR), play: activate },
    { at: later(at, 5 * HOUR + 0.1), play: undo },
  ];
}
