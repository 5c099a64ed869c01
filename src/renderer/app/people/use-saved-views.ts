import { keepPreviousData } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Bookmark } from 'lucide-react';

import type { SavedView } from '../../../shared/contract/views.ts';
import { ACTION_IDS } from '../../../shared/keys/actions.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { showTurns } from '../../ui/show-turns.ts';
import type { Action } from '../keys/actions.tsx';
import { useLack } from '../acts/use-block.ts';

const NONE: readonly SavedView[] = [];
const SLOTS = ACTION_IDS.filter((id) => id.startsWith('view.'));

/** The views that the person at the console sees, in their order. */
export function useSavedViews(): readonly SavedView[] {
  return useQueryOf('views.list', {}).data?.views ?? NONE;
}

/** How many each view holds now, in the same order; all are counted with one call. */
export function useViewCounts(views: readonly SavedView[]): readonly number[] {
  const mayCount = useLack('accounts.counts') === null;
  const queries = views.map(({ list, query }) =>
    list === 'pending' ? `is:waiting ${query}` : query,
  );
  const { data } = useQueryOf(
    'accounts.counts',
    { queries },
    { enabled: views.length > 0 && mayCount, placeholderData: keepPreviousData },
  );
  return data?.totals ?? [];
}

/** Opens views from anywhere; the first nine have keys. */
export function useViewActions(): readonly Action[] {
  const navigate = useNavigate();
  return useSavedViews().map(({ id, list, name, query }, index) => ({
    id: `go.view.${id}` as const,
    group: 'Views',
    label: showTurns(name),
    slot: SLOTS[index],
    icon: Bookmark,
    run: () =>
      void navigate({
        to: list === 'pending' ? '/pending' : '/users',
        search: { q: query, view: id },
      }),
  }));
}

/** What stands beside the name of a view while another search than the saved one is shown. */
export function changedWords(view: SavedView | undefined, query: string): string | undefined {
  return view === undefined || view.query === query ? undefined : 'with another search than saved';
}
