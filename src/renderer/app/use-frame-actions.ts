import { useNavigate } from '@tanstack/react-router';
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
  useActions([
    ...views,
    {
      id: 'go.dashboard',
      group: go,
      label: 'Dashboard',
      keys: 'g d',
      icon: LayoutDashboard,
      run: () => void navigate({ to: '/dashboard', search: {} }),
    },
    {
      id: 'go.pending',
      group: go,
      label: 'Pending',
      keys: 'g p',
      icon: UserRoundCheck,
      run: () => void navigate({ to: '/pending', search: {} }),
    },
    {
      id: 'go.to-approve',
      group: go,
      label: 'Pending: to approve',
      keys: 'g t',
      icon: UserRoundCheck,
      run: () => void navigate({ to: '/pending', search: { q: 'is:to-approve' } }),
    },
    {
      id: 'go.users',
      group: go,
      label: 'Users',
      keys: 'g u',
      icon: UsersRound,
      run: () => void navigate({ to: '/users', search: {} }),
    },
    {
      id: 'go.trash',
      group: go,
      label: 'Trash',
      keys: 'g r',
      icon: Trash2,
      run: () => void navigate({ to: '/trash', search: {} }),
    },
    {
      id: 'go.captured',
      group: go,
      label: 'Captured mail',
      keys: 'g m',
      icon: Inbox,
      run: () => void navigate({ to: '/mail/captured', search: {} }),
    },
    {
      id: 'go.outbox',
      group: go,
      label: 'Outbox',
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
      keys: 'g e',
      icon: FilePenLine,
      run: () => void navigate({ to: '/mail/templates/$kind', params: { kind: 'activation' } }),
    },
    {
      id: 'go.import',
      group: go,
      label: 'Import people',
      icon: FileUp,
      run: () => void navigate({ to: '/import' }),
    },
    {
      id: 'go.activity',
      group: go,
      label: 'Audit',
      keys: 'g a',
      icon: Activity,
      run: () => void navigate({ to: '/activity', search: {} }),
    },
    ...SECTIONS.map(({ section, label, keys }) => ({
      id: `go.settings.${section}`,
      group: go,
      label,
      keys,
      icon: Settings,
      run: () => void navigate({ to: '/settings/$section', params: { section } }),
    })),
    {
      id: 'search',
      group: here,
      label: 'Search this list',
      keys: '/',
      icon: Search,
      bar: 'search',
      run: focusSearch,
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
      keys: 'Mod+Shift+L',
      icon: Lock,
      run: () => void lock.run({}).catch(acts.refuse),
    },
    {
      id: 'sign-out',
      group: here,
      label: 'Sign out',
      icon: LogOut,
      run: () => void signOut.run({}).catch(acts.refuse),
    },
  ]);
}

const SECTIONS = [
  { section: 'site', label: 'Settings: site', keys: 'g s' },
  { section: 'mail', label: 'Settings: mail', keys: undefined },
  { section: 'registration', label: 'Settings: registration', keys: undefined },
  { section: 'clean-up', label: 'Settings: clean-up', keys: undefined },
  { section: 'invitations', label: 'Settings: invitations', keys: 'g i' },
  { section: 'sign-in', label: 'Settings: sign-in', keys: undefined },
  { section: 'network', label: 'Settings: network', keys: undefined },
  { section: 'console', label: 'Settings: console', keys: undefined },
] as const;

function focusSearch(): void {
  document.querySelector<HTMLInputElement>('main [role="search"] input')?.focus();
}
