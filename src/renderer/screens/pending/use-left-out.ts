import { keepPreviousData } from '@tanstack/react-query';

import type { ListTarget } from '../../app/list/list-target.ts';
import type { LeftOut } from '../../app/acts/plan-dialog.tsx';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useQueryOf } from '../../query/use-query-of.ts';

/** Those of a target whom an act is still about once all who have some signals are left out. */
export function useLeftOut(target: ListTarget, act: 'activate' | 'resend' | 'extend') {
  const [left, setLeft] = useKept<LeftOut['left']>(
    `left out of ${act} ${JSON.stringify(target.whom)}`,
    new Set(),
  );
  // That of everybody: who is left out for one signal may have another.
  const { data: whole } = useQueryOf('registrations.plan', { ...target.whom, act });
  const signals = whole?.signals ?? [];
  const having = (texts: ReadonlySet<string>) =>
    new Set(signals.flatMap(({ text, ids = [] }) => (texts.has(text) ? ids : [])));
  const still = useStill(target, left, having(left));
  return {
    ...still,
    leftOut: {
      left,
      signals,
      /** Somebody has to stay; of a selection that is held it is known only of each signal. */
      mayGo: (text: string) => {
        const alone = signals.find((signal) => signal.text === text)?.count ?? 0;
        const out = Math.max(alone, having(new Set([...left, text])).size);
        return out < (whole?.done ?? 0);
      },
      toggle: (text: string) => {
        const next = new Set(left);
        if (!next.delete(text)) next.add(text);
        setLeft(next);
      },
    },
  };
}

/** Named people are left out here, those of a selection that the application holds there. */
function useStill(
  { whom, ids, count }: ListTarget,
  left: LeftOut['left'],
  out: ReadonlySet<number>,
) {
  const selection = 'selection' in whom ? whom.selection : '';
  const isHeld = selection !== '' && left.size > 0;
  const narrowed = useQueryOf(
    'registrations.leaveOut',
    { selection, signals: [...left].toSorted() },
    { enabled: isHeld, placeholderData: keepPreviousData },
  );
  const known = { isComing: false, error: null };
  if (isHeld) {
    const { data, error, isPlaceholderData } = narrowed;
    if (data === undefined) return { whom, count, isComing: error === null, error };
    return {
      whom: { selection: data.selection },
      count: data.count,
      isComing: isPlaceholderData,
      error,
    };
  }
  if (out.size === 0) return { whom, count, ...known };
  const still = ids.filter((id) => !out.has(id));
  return { whom: { ids: still }, count: still.length, ...known };
}
