import {
  Ban,
  CircleCheck,
  CirclePause,
  CircleX,
  Clock,
  Hourglass,
  type LucideIcon,
  MailQuestion,
  Send,
} from 'lucide-react';

import type { OutboxRow, OutboxState } from '../../../shared/contract/outbox.ts';
import { isCaptured, MAIL_WORDS } from '../../../shared/mail-words.ts';
import { Badge } from '../../ui/badge.tsx';
import { defineColumns } from '../../ui/data-table-columns.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import type { Tone } from '../../ui/tone.ts';

const LOOKS: Readonly<Record<OutboxState, readonly [Tone, LucideIcon]>> = {
  held: ['warn', CirclePause],
  queued: ['waiting', Clock],
  sending: ['waiting', Send],
  deferred: ['waiting', Hourglass],
  sent: ['ok', CircleCheck],
  failed: ['danger', CircleX],
  uncertain: ['warn', MailQuestion],
  cancelled: ['neutral', Ban],
  expired: ['warn', Hourglass],
};

/** Whom a mail was for: its address goes when its person is deleted for good. */
export function whoOf(to: string): string {
  return to === '' ? 'somebody deleted for good' : to;
}

/** The state of a mail in a word and a glyph. */
export function OutboxBadge({ row }: { readonly row: OutboxRow }) {
  const [tone, icon] = LOOKS[row.state];
  const isOver = row.dismissed || row.overtaken !== null;
  return (
    <Badge variant="plain" tone={isOver ? 'neutral' : tone} icon={icon}>
      {MAIL_WORDS[isCaptured(row) ? 'captured' : row.state]}
    </Badge>
  );
}

/** What the other columns don't say already: neither that it was taken, nor by what address. */
function whyBeside({ state, why, to }: OutboxRow): string {
  if (state === 'sent') return '';
  const said = to === '' ? why : why.replace(to, 'this address');
  return said.slice(0, 1).toUpperCase() + said.slice(1);
}

export const OUTBOX_COLUMNS = defineColumns<OutboxRow>([
  {
    id: 'to',
    label: 'To',
    width: { share: 2, min: 160 },
    cell: ({ to }) => <ForeignText>{whoOf(to)}</ForeignText>,
  },
  {
    id: 'subject',
    label: 'Subject',
    width: { share: 2, min: 160 },
    leaves: 2,
    cell: ({ subject }) => <ForeignText>{subject}</ForeignText>,
  },
  { id: 'state', label: 'State', width: 110, cell: (row) => <OutboxBadge row={row} /> },
  {
    id: 'why',
    label: 'Why',
    width: { share: 3, min: 160 },
    cell: (row) => <ForeignText>{whyBeside(row)}</ForeignText>,
  },
  {
    id: 'at',
    label: 'Written',
    width: 110,
    leaves: 1,
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
]);
