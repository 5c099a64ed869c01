import {
  ChevronDown,
  ChevronUp,
  Download,
  MailOpen,
  Send,
  Star,
  StarOff,
  Tag,
  Trash2,
} from 'lucide-react';
import type { DragEvent } from 'react';

import type { CapturedMail } from '../../../shared/contract/mail.ts';
import { useBridge } from '../../bridge/bridge-provider.tsx';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { useListFocus } from '../../app/list/use-fallback-focus.ts';
import { Badge } from '../../ui/badge.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { CapturedAccounts } from './captured-accounts.tsx';
import { OtherPeople, Recipients } from './captured-people.tsx';
import { describeSize } from '../../../shared/describe-size.ts';
import styles from './mail.module.css';
import { PeopleText } from './people-text.tsx';
import type { CapturedActs } from './use-captured-acts.ts';

/** The way to the mails beside this one; undefined at an end. */
export interface Neighbours {
  readonly previous: (() => void) | undefined;
  readonly next: (() => void) | undefined;
}

/** S/MIME (RFC 8551) and OpenPGP (RFC 3156). */
const SIGNED =
  /^(?:multipart\/signed|application\/(?:x-)?pkcs7-signature|application\/pgp-signature)$/i;

interface MessageHeadProps {
  readonly mail: CapturedMail;
  readonly acts: CapturedActs;
  readonly neighbours: Neighbours;
  readonly files: { readonly path: string; readonly filename: string } | undefined;
}

/** Who, what, when, and what can be done with it. */
export function MessageHead({ mail, acts, neighbours, files }: MessageHeadProps) {
  const keymap = useKeymap();
  const heading = useListFocus<HTMLHeadingElement>(isListHidden);
  const bridge = useBridge();
  const ids = [mail.id];
  const carry = (event: DragEvent) => {
    if (files === undefined) return;
    if (bridge.dragOut) {
      event.preventDefault();
      bridge.dragOut(`${files.path}mail`);
      return;
    }
    // A browser makes a file of an address that is dropped on the desktop.
    const address = new URL(`${files.path}mail`, location.href).href;
    const name = files.filename.replaceAll(':', '_');
    event.dataTransfer.setData('DownloadURL', `message/rfc822:${name}:${address}`);
    event.dataTransfer.effectAllowed = 'copy';
  };
  return (
    <header className={styles['head']}>
      <div className={styles['titles']}>
        <h2 ref={heading} className={styles['subject']} title={mail.subject} tabIndex={-1}>
          <bdi>{mail.subject || 'No subject'}</bdi>
        </h2>
        <p className={styles['people']}>
          From <PeopleText>{mail.from || mail.envelopeFrom || 'an unknown sender'}</PeopleText>
          <Recipients {...{ mail }} />
        </p>
        <OtherPeople {...{ mail }} />
        <p className={`${styles['people']} ${styles['facts']}`}>
          <RelativeTime at={mail.receivedAt} /> · {describeSize(mail.size)}
          <CapturedAccounts id={mail.id} />
          {mail.parts.some(({ contentType }) => SIGNED.test(contentType)) && (
            <Badge title="Gatehouse does not check signatures.">signed, not verified</Badge>
          )}
          {mail.tags.map((label) => (
            <Badge key={label}>{label}</Badge>
          ))}
        </p>
      </div>
      <div className={styles['actions']}>
        <IconButton
          icon={ChevronUp}
          label="Previous mail"
          keys={keymap['captured.previous']}
          disabledReason={neighbours.previous ? undefined : 'This is the first mail of the list.'}
          onClick={neighbours.previous}
        />
        <IconButton
          icon={ChevronDown}
          label="Next mail"
          keys={keymap['captured.next']}
          disabledReason={neighbours.next ? undefined : 'This is the last mail of the list.'}
          onClick={neighbours.next}
        />
        <IconButton
          icon={mail.starred ? StarOff : Star}
          label={mail.starred ? 'Take the star off' : 'Star the mail'}
          keys={keymap['captured.star']}
          aria-pressed={mail.starred}
          disabledReason={acts.blocked}
          onClick={() => void acts.star(ids, !mail.starred)}
        />
        <IconButton
          icon={Tag}
          label="Tags of the mail"
          keys={keymap['captured.tag']}
          disabledReason={acts.blocked}
          onClick={() => acts.editTags({ ids, current: mail.tags })}
        />
        <IconButton
          icon={MailOpen}
          label={mail.read ? 'Mark as unread' : 'Mark as read'}
          keys={keymap['captured.read']}
          disabledReason={acts.blocked}
          onClick={() => void acts.markRead(ids, !mail.read)}
        />
        <IconButton
          icon={Send}
          label="Release to real people"
          keys={keymap['captured.release']}
          disabledReason={acts.blocked}
          onClick={() => acts.release(ids)}
        />
        <IconButton
          icon={Download}
          label="Save as .eml, or drag it out"
          keys={keymap['captured.save']}
          draggable={files !== undefined}
          onDragStart={carry}
          onClick={() => void acts.save(ids)}
        />
        <IconButton
          icon={Trash2}
          label="Delete the mail"
          keys={keymap['captured.delete']}
          tone="danger"
          disabledReason={acts.blocked}
          onClick={() => void acts.remove(ids)}
        />
      </div>
    </header>
  );
}

/** Where there is no room for it beside the mail. */
function isListHidden(): boolean {
  const list = document.querySelector('[data-reading] > :first-child');
  return list !== null && getComputedStyle(list).display === 'none';
}
