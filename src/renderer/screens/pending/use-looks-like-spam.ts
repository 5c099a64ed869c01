import { useQueryOf } from '../../query/use-query-of.ts';

/** As many as are asked for at once. */
const LOOKED_AT = 500;
const SPAM = new Set(['disposable', 'burst', 'rejected']);

/** Whether a signal speaks for spam, of each of them: only then it is the first reason to offer. */
export function useLooksLikeSpam(ids: readonly number[]): boolean {
  const isAsked = ids.length > 0 && ids.length <= LOOKED_AT;
  const { data } = useQueryOf(
    'registrations.signals',
    { ids: isAsked ? [...ids] : [1] },
    { enabled: isAsked },
  );
  return (
    isAsked &&
    data !== undefined &&
    data.people.every(({ signals }) => signals.some(({ kind }) => SPAM.has(kind)))
  );
}
