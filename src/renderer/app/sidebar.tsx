import { Link, type LinkProps, useLocation } from '@tanstack/react-router';
import {
  Activity,
  CirclePause,
  FilePenLine,
  Inbox,
  LayoutDashboard,
  Send,
  Settings,
  Shapes,
  Trash2,
  UserRoundCheck,
  UsersRound,
} from 'lucide-react';
import type { ReactNode } from 'react';

import type { ApplicationCounts } from '../../shared/contract/application.ts';
import { useQueryOf } from '../query/use-query-of.ts';
import { useUnsavedDrafts } from './leaving/drafts.ts';
import { AppMark } from '../ui/app-mark.tsx';
import { Icon, type Glyph } from '../ui/icon.tsx';
import { VisuallyHidden } from '../ui/visually-hidden.tsx';
import { leaveFrame } from './leaving/leave-frame.ts';
import { SavedViews } from './people/saved-views.tsx';
import styles from './sidebar.module.css';
import { useAskBeforeClose } from './leaving/use-ask-before-close.ts';

/** Where one can go, with what waits there. */
export function Sidebar({ counts }: { readonly counts: ApplicationCounts | undefined }) {
  const { data: session } = useQueryOf('session.state', {});
  const { pathname, search } = useLocation();
  const unsaved = useUnsavedDrafts();
  // What is kept for later is marked here only, and is lost when the window is closed.
  useAskBeforeClose(unsaved.settings || unsaved.templates);
  const isPerson = pathname.startsWith('/users/');
  const isOfPending = isPerson && search.from === 'pending';
  return (
    <nav className={styles['sidebar']} aria-label="Screens">
      <p className={styles['site']}>
        <AppMark size={20} label="Gatehouse" />
        <bdi className={styles['label']}>{session?.siteName}</bdi>
      </p>
      <div className={styles['nav']}>
        <Entry link={{ to: '/dashboard' }} icon={LayoutDashboard} label="Dashboard" />
        <Entry
          link={{ to: '/pending' }}
          icon={UserRoundCheck}
          label="Pending"
          current={isOfPending}
        >
          <Count value={counts?.pending} words={pendingWords(counts?.toApprove)} />
        </Entry>
        <SavedViews list="pending" />
        <Entry
          link={{ to: '/users' }}
          icon={UsersRound}
          label="Users"
          current={(isPerson && !isOfPending) || pathname === '/import'}
          exact
        />
        <SavedViews list="users" />
        <Entry link={{ to: '/groups' }} icon={Shapes} label="Groups" />
        <Entry link={{ to: '/trash' }} icon={Trash2} label="Trash" />
        <p className={styles['heading']}>Mail</p>
        <Entry link={{ to: '/mail/captured' }} icon={Inbox} label="Captured">
          <Count value={counts?.unreadMail} words="unread" />
        </Entry>
        <Entry link={{ to: '/mail/outbox' }} icon={Send} label="Outbox">
          <Count value={counts?.failedMail} words="failed" tone="danger" />
          <Count value={counts?.heldMail} words="held" tone="warn" icon={CirclePause} />
          <Count value={counts?.waitingMail} words="waiting" />
        </Entry>
        <Entry
          link={{ to: '/mail/templates/$kind', params: { kind: 'activation' } }}
          icon={FilePenLine}
          label="Templates"
          current={pathname.startsWith('/mail/templates/')}
        >
          {unsaved.templates && <Unsaved />}
        </Entry>
        <p className={styles['heading']}>Console</p>
        <Entry link={{ to: '/activity' }} icon={Activity} label="Audit" />
        <Entry
          link={{ to: '/settings/$section', params: { section: 'site' } }}
          icon={Settings}
          label="Settings"
          current={pathname.startsWith('/settings/')}
        >
          {unsaved.settings && <Unsaved />}
        </Entry>
      </div>
    </nav>
  );
}

function pendingWords(toApprove = 0): string {
  return toApprove === 0 ? 'waiting' : `waiting, ${toApprove.toLocaleString('en-GB')} to approve`;
}

interface EntryProps {
  readonly link: Pick<LinkProps, 'to' | 'params'>;
  readonly icon: Glyph;
  readonly label: string;
  /** For an entry that stands for several addresses; the others find out by themselves. */
  readonly current?: boolean | undefined;
  /** Whether addresses below its own don’t count as its own. */
  readonly exact?: boolean | undefined;
  readonly children?: ReactNode;
}

function Entry({ link, icon, label, current = false, exact = false, children }: EntryProps) {
  return (
    <Link
      {...link}
      className={styles['entry'] ?? ''}
      activeOptions={{ includeSearch: false, exact }}
      aria-current={current ? 'page' : undefined}
      title={label}
      onClick={leaveFrame}
    >
      <Icon glyph={icon} size={16} />
      <span className={styles['label']}>{label}</span> {children}
    </Link>
  );
}

/** Something is typed there and not saved. */
function Unsaved() {
  return (
    <span className={styles['count']} data-tone="warn" data-short="•" title="Not saved">
      <span className={styles['full']}>unsaved</span>
    </span>
  );
}

/** 1,234 as 1.2K, for the narrow sidebar. */
const SHORT = new Intl.NumberFormat('en-GB', { notation: 'compact' });

interface CountProps {
  readonly value: number | undefined;
  readonly words: string;
  readonly tone?: 'warn' | 'danger' | undefined;
  readonly icon?: Glyph | undefined;
}

function Count({ value = 0, words, tone, icon }: CountProps) {
  if (value === 0) return null;
  return (
    <span
      className={styles['count']}
      data-tone={tone}
      data-short={SHORT.format(value)}
      title={`${value.toLocaleString('en-GB')} ${words}`}
    >
      {icon !== undefined && <Icon glyph={icon} size={12} />}
      <span className={styles['full']}>{value.toLocaleString('en-GB')}</span>
      <VisuallyHidden> {words}</VisuallyHidden>
    </span>
  );
}
