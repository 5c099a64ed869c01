import { useState } from 'react';

import type { ListTarget } from '../../app/list-target.ts';
import type { LeftOut } from '../../app/plan-dialog.tsx';

/** Those of a target whom an act is still about once some are left out, by what speaks against them. */
export function useLeftOut(target: ListTarget) {
  const [left, setLeft] = useState<LeftOut['left']>(new Map());
  const out = new Set([...left.values()].flat());
  const ids = target.ids.filter((id) => !out.has(id));
  const toggle: LeftOut['toggle'] = (text, whose) => {
    const next = new Map(left);
    if (!next.delete(text)) next.set(text, whose);
    setLeft(next);
  };
  return {
    whom: out.size === 0 ? target.whom : { ids },
    count: out.size === 0 ? target.count : ids.length,
    leftOut: { left, toggle },
  };
}
