import { useEffect, useEffectEvent, useRef, useState } from 'react';

import type { ListLayout } from '../../../shared/contract/views.ts';
import { useCommand } from '../../query/use-command.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { PLAIN_LAYOUT } from '../../ui/data-table-layout.ts';
import { useActs } from '../acts/acts.tsx';
import { useWriteBlock } from '../acts/use-write-block.ts';

/** A drag of a column's edge is many changes; the last of them is worth writing down. */
const SETTLE_MS = 400;

const PLAIN: ListLayout = { ...PLAIN_LAYOUT, sort: null };

/**
 * How the person at the console has arranged a list. It is kept in the application, so that it is
 * the same in every window and after a restart.
 *
 * @param list Its name, or `view-7` for a saved view.
 * @param start What a saved view brings along.
 */
export function useListLayout(
  list: string,
  start: ListLayout = PLAIN,
): readonly [ListLayout, (changes: Partial<ListLayout>) => void] {
  const { data } = useQueryOf('views.list', {});
  const { run } = useCommand('views.arrange');
  const { refuse } = useActs();
  const blocked = useWriteBlock();
  const [draft, setDraft] = useState<{ readonly list: string; readonly layout: ListLayout }>();
  const waiting = useRef<{ readonly timer: number; readonly save: () => void }>(undefined);
  const layout = draft?.list === list ? draft.layout : (data?.layouts[list] ?? start);

  const saveNow = useEffectEvent(() => {
    if (waiting.current === undefined) return;
    clearTimeout(waiting.current.timer);
    waiting.current.save();
    waiting.current = undefined;
  });
  useEffect(() => () => saveNow(), []);
  const change = (changes: Partial<ListLayout>) => {
    const next = { ...layout, ...changes };
    setDraft({ list, layout: next });
    if (blocked !== undefined) return;
    clearTimeout(waiting.current?.timer);
    const save = () => {
      waiting.current = undefined;
      run({ list, layout: next }).catch(refuse);
    };
    waiting.current = { save, timer: window.setTimeout(save, SETTLE_MS) };
  };
  return [layout, change];
}
