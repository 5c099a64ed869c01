import { Link, useSearch } from '@tanstack/react-router';
import { Bookmark, Users } from 'lucide-react';

import type { SavedView } from '../../../shared/contract/views.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Icon } from '../../ui/icon.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { leaveFrame } from '../leaving/leave-frame.ts';
import { useSavedViews, useViewCounts } from './use-saved-views.ts';
import styles from '../sidebar.module.css';

/** What tells views apart where there is no room for their names: "Never signed in" is "NS". */
function initialsOf(name: string): string {
  const words = showTurns(name).split(/\s+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => [...word][0])
    .join('');
}

/** The saved views of one list, each with how many it holds now. */
export function SavedViews({ list }: { readonly list: SavedView['list'] }) {
  const views = useSavedViews().filter((view) => view.list === list);
  const counts = useViewCounts(views);
  const { view: current } = useSearch({ strict: false });
  return views.map(({ id, name, query, shared }, index) => (
    <Link
      key={id}
      to={list === 'pending' ? '/pending' : '/users'}
      search={{ q: query, view: id }}
      className={styles['entry'] ?? ''}
      data-inner
      activeProps={{}}
      aria-current={current === id ? 'page' : undefined}
      title={showTurns(query === '' ? name : `${name}: ${query}`)}
      onClick={leaveFrame}
    >
      <Icon glyph={shared ? Users : Bookmark} size={12} />
      <span className={styles['initials']} aria-hidden>
        {initialsOf(name)}
      </span>
      <ForeignText className={styles['label']}>{name}</ForeignText>
      {counts[index] !== undefined && (
        <span className={styles['count']}>
          {counts[index].toLocaleString('en-GB')}
          <VisuallyHidden> match</VisuallyHidden>
        </span>
      )}
    </Link>
  ));
}
