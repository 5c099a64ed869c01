import { Ban, CircleCheck, Clock, Ticket, type LucideIcon } from 'lucide-react';

import type { InvitationRow } from '../../../shared/contract/invitations.ts';
import { Badge } from '../../ui/badge.tsx';
import { defineColumns } from '../../ui/data-table-columns.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { Tone } from '../../ui/tone.ts';

const LOOKS: Readonly<Record<InvitationRow['state'], readonly [Tone, LucideIcon, string]>> = {
  open: ['ok', Ticket, 'Open'],
  'used-up': ['neutral', CircleCheck, 'Used up'],
  expired: ['neutral', Clock, 'Ended'],
  revoked: ['danger', Ban, 'Revoked'],
};

function StateBadge({ state }: Pick<InvitationRow, 'state'>) {
  const [tone, icon, word] = LOOKS[state];
  return (
    <Badge variant="plain" {...{ tone, icon }}>
      {word}
    </Badge>
  );
}

export const INVITATION_COLUMNS = defineColumns<InvitationRow>([
  {
    id: 'label',
    label: 'For',
    width: { share: 2, min: 140 },
    cell: ({ label }) => <ForeignText>{label}</ForeignText>,
  },
  { id: 'state', label: 'State', width: 90, cell: ({ state }) => <StateBadge state={state} /> },
  {
    id: 'uses',
    label: 'Uses',
    width: 100,
    align: 'end',
    cell: ({ uses, maxUses }) =>
      `${uses.toLocaleString('en-GB')} of ${maxUses.toLocaleString('en-GB')}`,
  },
  {
    id: 'ends',
    label: 'Ends',
    width: 90,
    cell: ({ expiresAt }) => <RelativeTime at={expiresAt} />,
  },
  {
    id: 'by',
    label: 'Made by',
    width: { share: 1, min: 90 },
    leaves: 1,
    cell: ({ createdBy }) => <ForeignText>{createdBy}</ForeignText>,
  },
]);
