import { Paperclip, Star } from 'lucide-react';

import type { CapturedRow } from '../../../shared/contract/mail.ts';
import { Badge } from '../../ui/badge.tsx';
import { defineColumns } from '../../ui/data-table-columns.tsx';
import { Icon } from '../../ui/icon.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { describeSize } from '../../../shared/describe-size.ts';
import styles from './mail.module.css';
import { PeopleText } from './people-text.tsx';

/** Tags that fit beside a subject. */
const SHOWN_TAGS = 2;

/** One column with two lines: for whom, from whom and when, then the subject, the first words and how large it is. */
export const CAPTURED_COLUMNS = defineColumns<CapturedRow>([
  {
    id: 'mail',
    label: 'Mail',
    width: { share: 1, min: 200 },
    cell: (row) => <MailCell {...row} />,
  },
]);

function MailCell(row: CapturedRow) {
  const { from, to, subject, preview, receivedAt, read, starred, hasAttachments, size, tags } = row;
  return (
    <div className={styles['row']}>
      <div className={styles['line']}>
        {starred && (
          <span className={styles['star']}>
            <Icon glyph={Star} size={12} />
            <VisuallyHidden>Starred</VisuallyHidden>
          </span>
        )}
        <span className={`${styles['to']} ${read ? '' : styles['unread']}`}>
          <PeopleText>{to || 'No recipient'}</PeopleText>
        </span>
        {!read && <VisuallyHidden>Unread</VisuallyHidden>}
        <span className={`${styles['also']} ${styles['quiet']}`} title={showTurns(from)}>
          <span>
            from <PeopleText>{nameIn(from) || 'an unknown sender'}</PeopleText>
          </span>
        </span>
        <span className={`${styles['when']} ${styles['quiet']}`}>
          <RelativeTime at={receivedAt} />
        </span>
      </div>
      <div className={styles['line']}>
        <bdi className={`${styles['clip']} ${styles['quiet']}`}>{subject || 'No subject'}</bdi>
        <span className={`${styles['also']} ${styles['quiet']}`}>
          <bdi>{preview}</bdi>
        </span>
        <span className={styles['rowTags']}>
          {tags.slice(0, SHOWN_TAGS).map((label) => (
            <Badge key={label} title={label}>
              {label}
            </Badge>
          ))}
        </span>
        {tags.length > SHOWN_TAGS && (
          <span className={styles['quiet']}>+{tags.length - SHOWN_TAGS}</span>
        )}
        {hasAttachments && <Icon glyph={Paperclip} size={12} />}
        <span className={`${styles['end']} ${styles['quiet']}`}>{describeSize(size)}</span>
      </div>
    </div>
  );
}

/** The name before an address, or the address itself. */
function nameIn(sender: string): string {
  return sender.replace(/(?<=\S)\s*<[^<>]*>$/, '');
}
