import { useState } from 'react';

import type { PendingRow } from '../../../shared/contract/registrations.ts';
import { useQueryOf } from '../../query/use-query-of.ts';

interface KeptPerson {
  /** Whom acts are about: the row under the cursor, or who has left it, or nobody. */
  readonly person: PendingRow | undefined;
  /** The person has left the list by an act on them, and the cursor stands on nobody. */
  readonly left: boolean;
  readonly keep: (row: PendingRow) => void;
  readonly release: () => void;
}

const FOUND_AT_MOST = 50;

/**
 * Stays with somebody whom an act has taken out of the list until one moves, so that no act reaches
 * the next person unnoticed.
 *
 * @param active The row under the cursor.
 * @param filterKey What the list is filtered by; another one releases them.
 * @param isSeen Whether the person can be seen beside the list.
 */
export function useKeptPerson(
  active: PendingRow | undefined,
  filterKey: string,
  isSeen: boolean,
): KeptPerson {
  const [kept, setKept] = useState<{ row: PendingRow; filterKey: string } | null>(null);
  const row = kept?.filterKey === filterKey ? kept.row : undefined;
  const { data } = useQueryOf(
    'registrations.list',
    {
      query: `user:"${row?.username ?? ''}"`,
      offset: 0,
      limit: FOUND_AT_MOST,
      sort: { column: 'username', direction: 'ascending' },
    },
    { enabled: row !== undefined },
  );
  const now = data === undefined ? row : data.rows.find(({ id }) => id === row?.id);
  const left = now !== undefined && active?.id !== now.id;
  return {
    person: left ? (isSeen ? now : undefined) : active,
    left,
    keep: (next) => setKept({ row: next, filterKey }),
    release: () => setKept(null),
  };
}
