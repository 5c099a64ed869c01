import { Globe, Monitor, Settings2, Undo2 } from 'lucide-react';

import { VISITOR_LABEL } from '../../../shared/audit-query.ts';
import type { OperationRow } from '../../../shared/contract/operations.ts';
import { Badge } from '../../ui/badge.tsx';
import { defineColumns } from '../../ui/data-table-columns.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import type { Glyph } from '../../ui/icon.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from '../../app/people/account.module.css';
import audit from './audit.module.css';

export const ACTIVITY_COLUMNS = defineColumns<OperationRow>([
  {
    id: 'title',
    label: 'What',
    width: { share: 5, min: 190 },
    cell: (row) => (
      <span className={audit['what']}>
        {row.isUndone && (
          <>
            <Badge icon={Undo2}>taken back</Badge>{' '}
          </>
        )}
        <span className={audit['title']}>
          <ForeignText>{row.title}</ForeignText> <Names {...row} />
        </span>
      </span>
    ),
  },
  {
    id: 'actor',
    label: 'Who',
    width: { share: 2, min: 100 },
    leaves: 2,
    // Who that is stands in the sentence beside it, for which there is little room.
    cell: ({ actor }) =>
      actor === VISITOR_LABEL ? 'themselves' : <ForeignText>{actor}</ForeignText>,
  },
  { id: 'via', label: 'Where', width: 100, leaves: 1, cell: ({ via }) => <ViaBadge via={via} /> },
  {
    id: 'accounts',
    label: 'People',
    width: 72,
    align: 'end',
    leaves: 0,
    cell: ({ accounts }) => (accounts === 0 ? '' : accounts.toLocaleString('en-GB')),
  },
  { id: 'at', label: 'When', width: 92, cell: ({ at }) => <RelativeTime at={at} /> },
]);

/** The first few people, unless the sentence names them already. */
function Names({ names, accounts, title }: OperationRow) {
  if (names.length === 0 || (accounts === 1 && title.includes(names[0] ?? ''))) return null;
  return (
    <span className={styles['quiet']}>
      {names.map((name, index) => (
        <span key={name}>
          {index > 0 && ', '}
          <ForeignText>{name}</ForeignText>
        </span>
      ))}
      {accounts > names.length && ' …'}
    </span>
  );
}

const PLACES: Readonly<Record<OperationRow['via'], readonly [Glyph, string]>> = {
  console: [Monitor, 'Console'],
  site: [Globe, 'Site'],
  system: [Settings2, 'Automatic'],
};

export function ViaBadge({ via }: Pick<OperationRow, 'via'>) {
  const [icon, word] = PLACES[via];
  return (
    <Badge variant="plain" icon={icon}>
      {word}
    </Badge>
  );
}
