import { useEffect, useEffectEvent, useState } from 'react';

import { findRow } from '../../ui/find-row.ts';
import type { FollowedList } from './follow-row.ts';

interface Cursor {
  /** What is listed, in which order; undefined while the order is not known. */
  readonly listKey: string | undefined;
  readonly activeIndex: number;
  readonly active: { readonly id: number } | undefined;
  readonly setActiveIndex: (index: number) => void;
  readonly focusGrid: () => void;
}

interface ListPanel {
  /** Whose panel is open, or undefined. */
  readonly openId: number | undefined;
  /** @param inPlace Whether the address takes the place of the one before, as when one only moves on. */
  readonly open: (id: number | undefined, inPlace?: boolean) => void;
  /** Leads back to the list. */
  readonly close: () => void;
  /** Puts the cursor on a row, and its panel beside it where one is open. */
  readonly moveTo: (index: number) => void;
  /** False while the panel is about somebody outside the list: the cursor is on nobody then. */
  readonly activeShown: boolean;
}

/**
 * Keeps the panel beside a list and its cursor about the same row, so that no key acts on anybody but
 * who is in front. Another search or order starts at the first row, and the panel with it; whoever
 * leaves the list by an act keeps the panel until one moves.
 *
 * @param id Whose panel the address opens.
 * @param show Writes into the address whose panel is open, and whether in place of the one before.
 */
export function useListPanel<Row extends { readonly id: number }>(
  id: number | undefined,
  show: (id: number | undefined, inPlace: boolean) => void,
  list: FollowedList<Row>,
  cursor: Cursor,
): ListPanel {
  // The address is written a moment after one moves, and may be emptied from outside meanwhile.
  const [asked, setAsked] = useState<{ from: number | undefined; to: number | undefined }>();
  const isWritten = asked?.to === id || (id === undefined && asked?.from !== undefined);
  if (asked !== undefined && isWritten) setAsked(undefined);
  const openId = asked === undefined || isWritten ? id : asked.to;
  const open = (to: number | undefined, inPlace = false) => {
    setAsked({ from: id, to });
    show(to, inPlace);
  };

  const { listKey, active } = cursor;
  const [seen, setSeen] = useState({ listKey, id, isAnew: false });
  const isOther = seen.listKey !== listKey;
  if (isOther || seen.id !== id) {
    const isKnown = listKey !== undefined && seen.listKey !== undefined;
    const begins = isKnown && id !== undefined && seen.id === id;
    setSeen({ listKey, id, isAnew: isOther ? begins : seen.isAnew });
  }
  const follows = seen.isAnew && list.settled;
  const follow = useEffectEvent(() => {
    setSeen((now) => ({ ...now, isAnew: false }));
    if (openId !== undefined) open(active?.id, true);
  });
  useEffect(() => {
    // The address is written with it, which no rendering may do.
    // oxlint-disable-next-line react/set-state-in-effect
    if (follows) follow();
  }, [follows]);

  const isApart = openId !== undefined && active?.id !== openId;
  const place =
    isApart && !isOther && !seen.isAnew
      ? findRow((at) => list.getRow(at)?.id, openId, cursor.activeIndex)
      : undefined;
  if (place !== undefined) cursor.setActiveIndex(place);

  return {
    openId,
    open,
    close: () => {
      open(undefined);
      cursor.focusGrid();
    },
    moveTo: (index) => {
      cursor.setActiveIndex(index);
      const row = list.getRow(index);
      if (openId !== undefined && row) open(row.id, true);
    },
    activeShown: !isApart || place !== undefined,
  };
}
