import type { GroupRow } from '../../../shared/contract/groups.ts';
import { defineColumns } from '../../ui/data-table-columns.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { MembersLink } from './members-link.tsx';

export const GROUP_COLUMNS = defineColumns<GroupRow>([
  {
    id: 'name',
    label: 'Group',
    width: { share: 1, min: 160 },
    cell: ({ name }) => <ForeignText>{name}</ForeignText>,
  },
  {
    id: 'members',
    label: 'People',
    width: 110,
    align: 'end',
    cell: (group) => <MembersLink group={group} />,
  },
  {
    id: 'permissions',
    label: 'Permissions',
    width: 110,
    align: 'end',
    cell: ({ permissions }) => permissions.toLocaleString('en-GB'),
  },
]);
