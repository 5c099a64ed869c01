import type { AccountRow } from '../../../shared/contract/accounts.ts';
import { defineColumns } from '../../ui/data-table-columns.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { RoleBadges, StateBadge } from '../../app/people/account-badges.tsx';
import styles from '../../app/people/account.module.css';

export const USER_COLUMNS = defineColumns<AccountRow>([
  {
    id: 'username',
    label: 'User name',
    width: { share: 2, min: 130 },
    sortable: true,
    cell: ({ username }) => <ForeignText>{username}</ForeignText>,
  },
  {
    id: 'name',
    label: 'Name',
    width: { share: 2.3, min: 110 },
    sortable: true,
    leaves: 3,
    cell: ({ name }) => <ForeignText>{name}</ForeignText>,
  },
  {
    id: 'email',
    label: 'E-mail',
    width: { share: 4, min: 160 },
    sortable: true,
    leaves: 4,
    cell: ({ email }) => <ForeignText>{email}</ForeignText>,
  },
  {
    id: 'state',
    label: 'State',
    width: 124,
    sortable: true,
    cell: (row) => <StateBadge {...row} />,
  },
  {
    id: 'role',
    label: 'Role',
    width: 104,
    sortable: true,
    leaves: 2,
    cell: (row) => <RoleBadges {...row} />,
  },
  {
    id: 'dateJoined',
    label: 'Joined',
    width: 92,
    sortable: true,
    sortsFirst: 'descending',
    leaves: 1,
    cell: ({ dateJoined }) => <Moment at={dateJoined} />,
  },
  {
    id: 'lastLogin',
    label: 'Last sign-in',
    width: 104,
    sortable: true,
    sortsFirst: 'descending',
    leaves: 0,
    cell: ({ lastLogin }) => <Moment at={lastLogin} />,
  },
]);

export function Moment({ at }: { readonly at: string | null }) {
  return at === null ? <span className={styles['quiet']}>never</span> : <RelativeTime at={at} />;
}
