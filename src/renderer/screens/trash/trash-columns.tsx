import type { TrashRow } from '../../../shared/contract/trash.ts';
import { Countdown } from '../../ui/countdown.tsx';
import { defineColumns } from '../../ui/data-table-columns.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from '../../app/people/account.module.css';
import { PersonName } from '../../app/people/person-name.tsx';

export const TRASH_COLUMNS = defineColumns<TrashRow>([
  {
    id: 'username',
    label: 'User name',
    width: { share: 2, min: 130 },
    cell: (row) => <PersonName {...row} />,
  },
  {
    id: 'email',
    label: 'E-mail',
    width: { share: 3, min: 140 },
    leaves: 2,
    cell: ({ email }) => <ForeignText>{email}</ForeignText>,
  },
  {
    id: 'act',
    label: 'What',
    width: { share: 2, min: 148 },
    leaves: 1,
    cell: ({ act, reason }) => (
      <>
        {act}{' '}
        <span className={styles['quiet']}>
          <ForeignText>{reason}</ForeignText>
        </span>
      </>
    ),
  },
  {
    id: 'by',
    label: 'By',
    width: { share: 1, min: 90 },
    leaves: 0,
    cell: ({ by }) => <ForeignText>{by}</ForeignText>,
  },
  {
    id: 'deletedAt',
    label: 'When',
    width: 92,
    cell: ({ deletedAt }) => <RelativeTime at={deletedAt} />,
  },
  { id: 'until', label: 'Gone in', width: 104, cell: ({ until }) => <Countdown until={until} /> },
]);
