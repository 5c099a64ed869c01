import { Download, MailOpen, Send, Star, Tag, Trash2, UserRound } from 'lucide-react';

import type { CapturedRow } from '../../../shared/contract/mail.ts';
import type { Action } from '../../app/keys/actions.tsx';
import type { Neighbours } from './captured-head.tsx';
import type { CapturedAccount } from './use-captured-account.ts';
import type { CapturedActs } from './use-captured-acts.ts';

const group = 'Captured mail';

/** Which mails an act is about: the selection, or else the mail that is read. */
export interface CapturedTarget {
  readonly ids: readonly number[];
  /** The mail, when it is one and known. */
  readonly row: CapturedRow | undefined;
}

/** @returns null when there is nothing to act on. */
export function capturedTarget(
  selected: ReadonlySet<number>,
  opened: CapturedRow | undefined,
): CapturedTarget | null {
  if (selected.size === 0) return opened === undefined ? null : { ids: [opened.id], row: opened };
  const isOpened = selected.size === 1 && opened !== undefined && selected.has(opened.id);
  return { ids: [...selected], row: isOpened ? opened : undefined };
}

/** What keys and the palette offer for the mails; several become read and starred first. */
export function capturedActions(
  target: CapturedTarget | null,
  acts: CapturedActs,
  account: CapturedAccount,
): readonly Action[] {
  if (target === null) return [];
  const { ids, row } = target;
  const many = ids.length === 1 ? 'the mail' : `${ids.length.toLocaleString('en-GB')} mails`;
  const [read, starred] = [row?.read ?? false, row?.starred ?? false];
  return [
    {
      id: 'captured.read',
      group,
      label: read ? 'Mark as unread' : `Mark ${many} as read`,
      plainLabel: read ? 'Mark as unread' : 'Mark as read',
      icon: MailOpen,
      bar: read ? 'unread' : 'read',
      disabledReason: acts.blocked,
      run: () => void acts.markRead(ids, !read),
    },
    {
      id: 'captured.star',
      group,
      label: starred ? 'Take the star off' : `Star ${many}`,
      plainLabel: starred ? 'Take the star off' : 'Star',
      icon: Star,
      bar: 'star',
      disabledReason: acts.blocked,
      run: () => void acts.star(ids, !starred),
    },
    {
      id: 'captured.tag',
      group,
      label: `Tags of ${many}`,
      icon: Tag,
      bar: 'tags',
      disabledReason: acts.blocked,
      run: () => acts.editTags({ ids, current: row?.tags ?? [] }),
    },
    {
      id: 'captured.release',
      group,
      label: `Release ${many} to real people`,
      icon: Send,
      bar: 'release',
      disabledReason: acts.blocked,
      run: () => acts.release(ids),
    },
    {
      id: 'captured.save',
      group,
      label: ids.length === 1 ? 'Save the mail as .eml' : `Save ${many} as an mbox`,
      icon: Download,
      run: () => void acts.save(ids),
    },
    {
      id: 'captured.account',
      group,
      label: 'Open the account',
      icon: UserRound,
      disabledReason: row ? account.blocked : 'One mail at a time: clear the selection.',
      run: account.open,
    },
    {
      id: 'captured.delete',
      group,
      label: `Delete ${many}`,
      icon: Trash2,
      bar: 'delete',
      disabledReason: acts.blocked,
      run: () => void acts.remove(ids),
    },
  ];
}

/** The way through the list from anywhere on the screen. @param back Undefined while no mail is opened. */
export function wayActions(
  { previous, next }: Neighbours,
  back: (() => void) | undefined,
): readonly Action[] {
  return [
    { id: 'captured.next', group, label: 'Next mail', run: next },
    { id: 'captured.previous', group, label: 'Previous mail', run: previous },
    ...(back
      ? [{ id: 'captured.back', group, label: 'Back to all mails', run: back } as const]
      : []),
  ];
}
