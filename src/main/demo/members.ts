import { atConsole } from '../operations/actor.ts';
import { activateRegistrations } from '../registrations/review-registrations.ts';
import {
  type Act,
  DAY,
  daysAgo,
  followsLink,
  HOUR,
  idsOf,
  isMade,
  later,
  minutesAgo,
  sendsAgain,
  signsUp,
} from './acts.ts';
import type { Person } from './people.ts';
import { type Stage, staffOf } from './stage.ts';

/** How many come in each way; everybody else follows the link of their first mail. */
const MADE_BY_HAND = 5;
const SCHOOL_CLASS = 6;
const ACTIVATED_BY_HAND = 16;
const SENT_AGAIN = 8;
/** The share of those who came on the last day. */
const TODAY_SHARE = 0.04;

/** How people became members. */
export function memberActs(stage: Stage, members: readonly Person[]): readonly Act[] {
  const arriving = [...members];
  const [made = [], visiting = [], slow = [], lost = []] = [
    MADE_BY_HAND,
    SCHOOL_CLASS,
    ACTIVATED_BY_HAND,
    SENT_AGAIN,
  ].map((size) => arriving.splice(0, size));
  return [
    ...made.map((person) =>
      isMade(stage, person, { at: daysAgo(stage, 5 + stage.random.below(170)), start: 'active' }),
    ),
    ...schoolClass(stage, visiting),
    ...slow.flatMap((person, index) => activatedByHand(stage, person, 3 + index * 11)),
    ...lost.flatMap((person) => sentAgain(stage, person)),
    ...arriving.flatMap((person) => byThemselves(stage, person)),
  ];
}

function byThemselves(stage: Stage, person: Person): readonly Act[] {
  const { random } = stage;
  if (random.chance(TODAY_SHARE)) {
    const at = minutesAgo(stage, HOUR + random.below(22 * HOUR));
    return [signsUp(stage, person, at), followsLink(stage, person, later(at, 2))];
  }
  // The library grows: more have come of late than at the start.
  const at = daysAgo(stage, 1 + 177 * (1 - Math.sqrt(random.next())));
  const minutes = random.chance(0.65)
    ? 1 + random.below(20)
    : 20 + random.below(random.chance(0.7) ? 10 * HOUR : 4 * DAY);
  const followed = later(at, minutes);
  const soon = later(at, 3);
  return [
    signsUp(stage, person, at),
    followsLink(stage, person, followed < stage.today ? followed : soon),
  ];
}

function schoolClass(stage: Stage, pupils: readonly Person[]): readonly Act[] {
  const at = daysAgo(stage, 17);
  return [
    ...pupils.map((pupil, index) => signsUp(stage, pupil, later(at, index * 1.7))),
    activation(stage, pupils, { at: later(at, 4 * HOUR), by: 'mei.tanaka' }),
  ];
}

function activatedByHand(stage: Stage, person: Person, days: number): readonly Act[] {
  const { random } = stage;
  const at = daysAgo(stage, days);
  const activated = later(at, DAY + random.below(DAY));
  return [
    signsUp(stage, person, at),
    activation(stage, [person], { at: activated, by: random.pick(['eva', 'jonas.weber']) }),
  ];
}

function sentAgain(stage: Stage, person: Person): readonly Act[] {
  const { random } = stage;
  const at = daysAgo(stage, 8 + random.below(165));
  const again = later(at, 2 * DAY + random.below(3 * DAY));
  return [
    signsUp(stage, person, at),
    sendsAgain(stage, person, { at: again, by: 'jonas.weber' }),
    followsLink(stage, person, later(again, 5 + random.below(DAY))),
  ];
}

function activation(
  stage: Stage,
  people: readonly Person[],
  { at, by }: { readonly at: Date; readonly by: string },
): Act {
  const play = () => {
    const actor = atConsole(staffOf(stage, by));
    return activateRegistrations(stage, { ids: idsOf(stage, people), actor });
  };
  return { at, play };
}
