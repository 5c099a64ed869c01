import { Link } from '@tanstack/react-router';

import type { GroupRow } from '../../../shared/contract/groups.ts';
import { counted, isolated } from '../../app/counted.ts';
import styles from '../users/person.module.css';
import { groupQuery } from './group-query.ts';

interface MembersLinkProps {
  readonly group: GroupRow;
  /** "12 people" instead of the bare number. */
  readonly inWords?: boolean | undefined;
}

/** How many are in a group, leading to them in Users. */
export function MembersLink({ group, inWords = false }: MembersLinkProps) {
  const { name, members } = group;
  const query = groupQuery(name);
  const words = counted(members, 'person', 'people');
  const text = inWords ? words : members.toLocaleString('en-GB');
  if (members === 0 || query === null) return text;
  return (
    <Link
      to="/users"
      search={{ q: query }}
      className={styles['link'] ?? ''}
      aria-label={`${words} in ${isolated(name)}`}
    >
      {text}
    </Link>
  );
}
