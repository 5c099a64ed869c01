import type { TrashRow } from '../../../shared/contract/trash.ts';
import { Countdown } from '../../ui/countdown.tsx';
import { defineColumns } from '../../ui/data-table-columns.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from '../users/account.module.css';

export const TRASH_COLUMNS = defineColumns<TrashRow>([
  {
    id: 'username',
    label: 'User name',
    width: { share: 2, min: 130 },
    cell: ({ username, name }) => (
      <>
        <bdi>{username}</bdi> {name !== '' && <bdi className={styles['quiet']}>{name}</bdi>}
      </>
    ),
  },
  {
    id: 'email',
    label: 'E-mail',
    width: { share: 3, min: 140 },
    leaves: 2,
    cell: ({ email }) => <bdi>{email}</bdi>,
  },
  {
    id: 'act',
    label: 'What',
    width: { share: 2, min: 148 },
    leaves: 1,
    cell: ({ act, reason }) => (
      <>
        {act} {reason !== '' && <bdi className={styles['quiet']}>{reason}</bdi>}
      </>
    ),
  },
  {
    id: 'by',
    label: 'By',
    width: { share: 1, min: 90 },
    leaves: 0,
    cell: ({ by }) => <bdi>{by}</bdi>,
  },
  {
    id: 'deletedAt',
    label: 'When',
    width: 92,
    cell: ({ deletedAt }) => <RelativeTime at={deletedAt} />,
  },
  { id: 'until', label: 'Gone in', width: 104, cell: ({ until }) => <Countdown until={until} /> },
]);
