import { Link } from '@tanstack/react-router';
import { Fragment } from 'react';

import { useQueryOf } from '../../query/use-query-of.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import styles from './mail.module.css';

/** Whose mail it is, each the way to their account. */
export function CapturedAccounts({ id }: { readonly id: number }) {
  const { data } = useQueryOf('captured.people', { id });
  const people = data?.people ?? [];
  if (people.length === 0) return null;
  return (
    <span>
      · {people.length === 1 ? 'Account' : 'Accounts'}{' '}
      {people.map((person, index) => (
        <Fragment key={person.id}>
          {index > 0 && ', '}
          <Link to="/users/$id" params={{ id: person.id }} className={styles['link']}>
            <ForeignText>{person.username}</ForeignText>
          </Link>
        </Fragment>
      ))}
    </span>
  );
}
