import type { RejectionReason } from '../../shared/contract/registrations.ts';
import { atConsole } from '../operations/actor.ts';
import { deleteRegistrations, rejectRegistrations } from '../registrations/remove-registrations.ts';
import { type Act, DAY, daysAgo, HOUR, idsOf, later, signsUp } from './acts.ts';
import type { Person } from './people.ts';
import { type Stage, staffOf } from './stage.ts';
import { CLEAN_UP_DAYS } from './staff.ts';

interface Rejection {
  readonly days: number;
  readonly size: number;
  readonly reason: RejectionReason;
  readonly by: string;
}

const REJECTIONS: readonly Rejection[] = [
  { days: 160, size: 1, reason: 'duplicate', by: 'eva' },
  { days: 131, size: 2, reason: 'not-eligible', by: 'jonas.weber' },
  { days: 96, size: 1, reason: 'spam', by: 'jonas.weber' },
  { days: 61, size: 3, reason: 'spam', by: 'mei.tanaka' },
  { days: 33, size: 1, reason: 'other', by: 'mei.tanaka' },
  { days: 9, size: 1, reason: 'duplicate', by: 'jonas.weber' },
  { days: 2, size: 3, reason: 'spam', by: 'mei.tanaka' },
];

/** What is noted beside a rejection, and told to the person except for spam. */
const NOTES: Readonly<Record<RejectionReason, string>> = {
  spam: 'Registered in a row from one form letter.',
  duplicate: 'You have an account with us already. Please sign in with that one.',
  'not-eligible': 'Membership is for people who live in the county. Your own library can help.',
  other: 'Please come to the desk with your library card.',
};

/** How many of each clean-up, and how many were deleted without a word. */
const CLEANED = [2, 3, 4, 3, 4];
const DELETED = 2;

/** How many people it takes to play those who leave again. */
export const LEAVERS =
  REJECTIONS.reduce((sum, { size }) => sum + size, 0) +
  CLEANED.reduce((sum, size) => sum + size, 0) +
  DELETED;

/** People whose sign-ups came to nothing: rejected, deleted, or cleaned up after their link ended. */
export function leaverActs(stage: Stage, people: readonly Person[]): readonly Act[] {
  const waiting = [...people];
  return [
    ...REJECTIONS.flatMap((rejection) =>
      rejected(stage, waiting.splice(0, rejection.size), rejection),
    ),
    ...CLEANED.flatMap((size, index) =>
      waiting
        .splice(0, size)
        .map((person) =>
          signsUp(stage, person, daysAgo(stage, (CLEAN_UP_DAYS[index] ?? 0) + 9 + size * 3)),
        ),
    ),
    ...deleted(stage, waiting.splice(0, DELETED)),
  ];
}

function rejected(stage: Stage, people: readonly Person[], rejection: Rejection): readonly Act[] {
  const { days, reason, by } = rejection;
  const first = daysAgo(stage, days + 1);
  const reject = async (): Promise<void> => {
    const actor = atConsole(staffOf(stage, by));
    const request = { ids: idsOf(stage, people), reason, note: NOTES[reason], actor };
    await rejectRegistrations(stage, { ...request, tell: true });
  };
  return [
    ...people.map((person, index) => signsUp(stage, person, later(first, index / 3))),
    { at: later(first, 9 * HOUR), play: reject },
  ];
}

function deleted(stage: Stage, people: readonly Person[]): readonly Act[] {
  const first = daysAgo(stage, 70);
  const remove = async (): Promise<void> => {
    const actor = atConsole(staffOf(stage, 'jonas.weber'));
    await deleteRegistrations(stage, { ids: idsOf(stage, people), actor });
  };
  return [
    ...people.map((person, index) => signsUp(stage, person, later(first, index * 7))),
    { at: later(first, 2 * DAY), play: remove },
  ];
}
