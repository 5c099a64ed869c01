import type { PendingRow } from '../../../shared/contract/registrations.ts';
import { defineColumns } from '../../ui/data-table-columns.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { PersonName } from '../../app/people/person-name.tsx';
import { MailBadge } from './mail-badge.tsx';
import { SignalsCell } from './signal-badges.tsx';
import { LinkEnd, StageBadge } from './stage-badge.tsx';

export const PENDING_COLUMNS = defineColumns<PendingRow>([
  {
    id: 'username',
    label: 'Person',
    width: { share: 3, min: 150 },
    sortable: true,
    cell: (row) => <PersonName {...row} />,
  },
  {
    id: 'email',
    label: 'E-mail',
    width: { share: 5, min: 150 },
    sortable: true,
    leaves: 6,
    cell: ({ email }) => <ForeignText>{email}</ForeignText>,
  },
  {
    id: 'signedUpAt',
    label: 'Signed up',
    width: 92,
    sortable: true,
    sortsFirst: 'descending',
    leaves: 1,
    cell: ({ signedUpAt }) => <RelativeTime at={signedUpAt} />,
  },
  {
    id: 'expiresAt',
    label: 'Link ends',
    width: 132,
    sortable: true,
    leaves: 4,
    cell: (row) => <LinkEnd {...row} />,
  },
  {
    id: 'mail',
    label: 'Mail',
    width: 112,
    sortable: true,
    leaves: 5,
    cell: ({ mail }) => <MailBadge mail={mail} />,
  },
  {
    id: 'stage',
    label: 'Approval',
    width: 116,
    sortable: true,
    leaves: 3,
    cell: (row) => <StageBadge {...row} />,
  },
  {
    id: 'signals',
    label: 'Signals',
    width: { share: 2, min: 140 },
    sortable: true,
    leaves: 2,
    cell: ({ id }) => <SignalsCell id={id} />,
  },
  {
    id: 'name',
    label: 'Name',
    width: { share: 2, min: 110 },
    sortable: true,
    extra: true,
    cell: ({ name }) => <ForeignText>{name}</ForeignText>,
  },
  {
    id: 'joinReason',
    label: 'Why they join',
    width: { share: 3, min: 160 },
    extra: true,
    cell: ({ joinReason }) => <ForeignText>{joinReason}</ForeignText>,
  },
]);
