import { useMatches, useNavigate } from '@tanstack/react-router';
import {
  Activity,
  CirclePause,
  FilePenLine,
  FileUp,
  Inbox,
  Keyboard,
  LayoutDashboard,
  Lock,
  LogOut,
  Search,
  Send,
  Settings,
  Trash2,
  Undo2,
  UserRoundCheck,
  UsersRound,
  Zap,
} from 'lucide-react';

import { useCommand } from '../query/use-command.ts';
import { useActions } from './actions.tsx';
import { useViewActions } from './use-saved-views.ts';
import { useActs } from './acts.tsx';

/** What the frame offers on every screen. */
export function useFrameActions(open: {
  readonly openPalette: () => void;
  readonly openActs: () => void;
  readonly openKeys: () => void;
}): void {
  const navigate = useNavigate();
  const acts = useActs();
  const lock = useCommand('session.lock');
  const signOut = useCommand('session.signOut');
  const go = 'Go to';
  const here = 'Console';
  const views = useViewActions();
  const hasSearch = useMatches({
    select: (matches) => matches.some(({ staticData }) => staticData.hasSearch),
  });
  useActions([
    ...views,
    {
      id: 'go.dashboard',
      group: go,
      label: 'Dashboard',
      keywords: 'home overview health statistics',
      keys: 'g d',
      icon: LayoutDashboard,
      run: () => void navigate({ to: '/dashboard', search: {} }),
    },
    {
      id: 'go.pending',
      group: go,
      label: 'Pending',
      keywords: 'sign-ups registrations waiting',
      keys: 'g p',
      icon: UserRoundCheck,
      run: () => void navigate({ to: '/pending', search: {} }),
    },
    {
      id: 'go.to-approve',
      group: go,
      label: 'Pending: to approve',
      keywords: 'approval review',
      keys: 'g t',
      icon: UserRoundCheck,
      run: () => void navigate({ to: '/pending', search: { q: 'is:to-approve' } }),
    },
    {
      id: 'go.users',
      group: go,
      label: 'Users',
      keywords: 'people accounts members',
      keys: 'g u',
      icon: UsersRound,
      run: () => void navigate({ to: '/users', search: {} }),
    },
    {
      id: 'go.trash',
      group: go,
      label: 'Trash',
      keywords: 'deleted bin restore',
      keys: 'g r',
      icon: Trash2,
      run: () => void navigate({ to: '/trash', search: {} }),
    },
    {
      id: 'go.captured',
      group: go,
      label: 'Captured mail',
      keywords: 'inbox caught mailpit',
      keys: 'g m',
      icon: Inbox,
      run: () => void navigate({ to: '/mail/captured', search: {} }),
    },
    {
      id: 'go.outbox',
      group: go,
      label: 'Outbox',
      keywords: 'queue sending failed mails',
      keys: 'g o',
      icon: Send,
      run: () => void navigate({ to: '/mail/outbox', search: {} }),
    },
    {
      id: 'go.held',
      group: go,
      label: 'Outbox: held mails',
      keys: 'g h',
      icon: CirclePause,
      run: () => void navigate({ to: '/mail/outbox', search: { view: 'held' } }),
    },
    {
      id: 'go.templates',
      group: go,
      label: 'Mail templates',
      keywords: 'wording texts editor',
      keys: 'g e',
      icon: FilePenLine,
      run: () => void navigate({ to: '/mail/templates/$kind', params: { kind: 'activation' } }),
    },
    {
      id: 'go.import',
      group: go,
      label: 'Import people',
      keywords: 'csv upload file',
      icon: FileUp,
      run: () => void navigate({ to: '/import' }),
    },
    {
      id: 'go.activity',
      group: go,
      label: 'Audit',
      keywords: 'activity log history who changed',
      keys: 'g a',
      icon: Activity,
      run: () => void navigate({ to: '/activity', search: {} }),
    },
    ...SECTIONS.map(({ section, label, keys, keywords }) => ({
      id: `go.settings.${section}`,
      group: go,
      label,
      keys,
      keywords,
      icon: Settings,
      run: () => void navigate({ to: '/settings/$section', params: { section } }),
    })),
    {
      id: 'search',
      group: here,
      label: hasSearch ? 'Search this list' : 'Search everything',
      keys: '/',
      icon: Search,
      bar: hasSearch ? 'search' : undefined,
      run: () => {
        if (!focusSearch()) open.openPalette();
      },
    },
    {
      id: 'undo',
      group: here,
      label: 'Undo the newest act of this window',
      keys: 'z',
      icon: Undo2,
      bar: 'undo',
      run: acts.undoNewest,
    },
    {
      id: 'palette',
      group: here,
      label: 'Search or command',
      keys: 'Mod+K',
      run: open.openPalette,
    },
    {
      id: 'acts',
      group: here,
      label: 'All acts on what is selected',
      keys: '.',
      icon: Zap,
      bar: 'acts',
      run: open.openActs,
    },
    { id: 'keys', group: here, label: 'All keys', keys: '?', icon: Keyboard, run: open.openKeys },
    {
      id: 'lock',
      group: here,
      label: 'Lock the console',
      keywords: 'screen idle away',
      keys: 'Mod+Shift+L',
      icon: Lock,
      run: () => void lock.run({}).catch(acts.refuse),
    },
    {
      id: 'sign-out',
      group: here,
      label: 'Sign out',
      keywords: 'log out logout leave',
      icon: LogOut,
      run: () => void signOut.run({}).catch(acts.refuse),
    },
  ]);
}

const SECTIONS = [
  {
    section: 'site',
    label: 'Settings: site',
    keys: 'g s',
    keywords: 'domain name https links url',
  },
  {
    section: 'mail',
    label: 'Settings: mail',
    keys: undefined,
    keywords: 'smtp server doctor sender dkim capture deliver test',
  },
  {
    section: 'registration',
    label: 'Settings: registration',
    keys: undefined,
    keywords: 'register sign up policy approval open closed allowed domains terms disposable',
  },
  {
    section: 'clean-up',
    label: 'Settings: clean-up',
    keys: undefined,
    keywords: 'expired ended delete schedule',
  },
  {
    section: 'invitations',
    label: 'Settings: invitations',
    keys: 'g i',
    keywords: 'invite code register',
  },
  {
    section: 'sign-in',
    label: 'Settings: sign-in',
    keys: undefined,
    keywords: 'password login session secret key reset signing',
  },
  {
    section: 'network',
    label: 'Settings: network',
    keys: undefined,
    keywords: 'proxy port listen host address tls',
  },
  {
    section: 'faults',
    label: 'Settings: faults',
    keys: undefined,
    keywords: 'failure error simulate chaos smtp',
  },
  {
    section: 'console',
    label: 'Settings: console',
    keys: undefined,
    keywords: 'lock idle version data folder',
  },
] as const;

/** @returns False where the screen has no search. */
function focusSearch(): boolean {
  const field = document.querySelector<HTMLInputElement>('main [role="search"] input');
  field?.focus();
  return field !== null;
}
