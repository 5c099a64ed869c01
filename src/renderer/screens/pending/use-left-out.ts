import { useState } from 'react';

import type { ListTarget } from '../../app/list-target.ts';
import type { LeftOut } from '../../app/plan-dialog.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';

/** Those of a target whom an act is still about once all who have some signals are left out. */
export function useLeftOut(target: ListTarget, act: 'activate' | 'resend' | 'extend') {
  const [left, setLeft] = useState<LeftOut['left']>(new Set());
  // That of everybody: who is left out for one signal may have another.
  const { data: whole } = useQueryOf('registrations.plan', { ...target.whom, act });
  const signals = whole?.signals ?? [];
  const having = (texts: ReadonlySet<string>) =>
    new Set(signals.flatMap(({ text, ids = [] }) => (texts.has(text) ? ids : [])));
  const out = having(left);
  const ids = target.ids.filter((id) => !out.has(id));
  return {
    whom: out.size === 0 ? target.whom : { ids },
    count: out.size === 0 ? target.count : ids.length,
    leftOut: {
      left,
      signals,
      /** Somebody has to stay. */
      mayGo: (text: string) => having(new Set([...left, text])).size < (whole?.done ?? 0),
      toggle: (text: string) => {
        const next = new Set(left);
        if (!next.delete(text)) next.add(text);
        setLeft(next);
      },
    },
  };
}
