import { type ActKind, subjectOf, type ToldAct } from './act-kind.ts';

const DELETED_FOR_GOOD = 'What was deleted for good can’t come back.';

/** Acts on the log and the trash. */
export const LOG_KINDS = {
  'operations.undo': {
    title: ({ undone }) => (undone === undefined ? 'Took an act back' : `Took back: ${undone}`),
    words: ['Took an act back', 'Took back:'],
    story: { kind: 'undo', tone: 'neutral' },
    underWay: 'Taking back what was done to',
  },
  'operations.export': {
    title: ({ detail: { format } }: ToldAct<{ search: string; format: string }>) =>
      `Exported Audit as ${String(format).toUpperCase()}`,
    notUndoable: 'What has left can’t be taken back.',
    changesNothing: true,
  },
  'trash.restore': {
    title: ({ people }) => `Restored ${people} from the trash`,
    ownTitle: 'Restored from the trash',
    story: { kind: 'undo', tone: 'neutral' },
    underWay: 'Restoring',
  },
  /** Deletes for good what older operations had deleted. */
  'trash.expire': {
    title: ({
      detail: { operations, people },
    }: ToldAct<{ operations: readonly number[]; people?: number }>) => {
      const acts = actsOf(operations);
      // Entries of before do not say how many people it were.
      if (typeof people !== 'number') return `Deleted for good what ${acts} had deleted`;
      return people === 0
        ? `Forgot what ${acts} had deleted: nobody of it was in the trash any more`
        : `Deleted ${subjectOf(people)} for good: their time in the trash was over`;
    },
    words: [
      'Deleted accounts for good',
      'for good: their time in the trash was over',
      'Forgot what',
      'nobody of it was in the trash any more',
      'Deleted for good what',
      'acts had deleted',
      'act had deleted',
    ],
    notUndoable: DELETED_FOR_GOOD,
  },
  /** Does so for people whom a superuser named, before their time. */
  'trash.erase': {
    title: ({ detail: { count } }: ToldAct<{ count?: number }>) =>
      `Deleted ${subjectOf(Number(count))} for good`,
    notUndoable: DELETED_FOR_GOOD,
  },
} satisfies Readonly<Record<string, ActKind>>;

function actsOf(operations: unknown): string {
  const count = Array.isArray(operations) ? operations.length : 0;
  return count === 1 ? '1 act' : `${count} acts`;
}
