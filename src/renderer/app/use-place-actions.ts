import { useNavigate } from '@tanstack/react-router';
import {
  Activity,
  CirclePause,
  FilePenLine,
  FileUp,
  Inbox,
  LayoutDashboard,
  Send,
  Settings,
  Trash2,
  UserRoundCheck,
  UsersRound,
} from 'lucide-react';

import type { Action } from './actions.tsx';

const group = 'Go to';

/** Goes to every screen from anywhere. */
export function usePlaceActions(): readonly Action[] {
  const navigate = useNavigate();
  return [
    {
      id: 'go.dashboard',
      group,
      label: 'Dashboard',
      keywords: 'home overview health statistics',
      keys: 'g d',
      icon: LayoutDashboard,
      run: () => void navigate({ to: '/dashboard', search: {} }),
    },
    {
      id: 'go.pending',
      group,
      label: 'Pending',
      keywords: 'sign-ups registrations waiting',
      keys: 'g p',
      icon: UserRoundCheck,
      run: () => void navigate({ to: '/pending', search: {} }),
    },
    {
      id: 'go.to-approve',
      group,
      label: 'Pending: to approve',
      keywords: 'approval review',
      keys: 'g t',
      icon: UserRoundCheck,
      run: () => void navigate({ to: '/pending', search: { q: 'is:to-approve' } }),
    },
    {
      id: 'go.users',
      group,
      label: 'Users',
      keywords: 'people accounts members',
      keys: 'g u',
      icon: UsersRound,
      run: () => void navigate({ to: '/users', search: {} }),
    },
    {
      id: 'go.trash',
      group,
      label: 'Trash',
      keywords: 'deleted bin restore',
      keys: 'g r',
      icon: Trash2,
      run: () => void navigate({ to: '/trash', search: {} }),
    },
    {
      id: 'go.captured',
      group,
      label: 'Captured mail',
      keywords: 'inbox caught mailpit',
      keys: 'g m',
      icon: Inbox,
      run: () => void navigate({ to: '/mail/captured', search: {} }),
    },
    {
      id: 'go.outbox',
      group,
      label: 'Outbox',
      keywords: 'queue sending failed mails',
      keys: 'g o',
      icon: Send,
      run: () => void navigate({ to: '/mail/outbox', search: {} }),
    },
    {
      id: 'go.held',
      group,
      label: 'Outbox: held mails',
      keys: 'g h',
      icon: CirclePause,
      run: () => void navigate({ to: '/mail/outbox', search: { view: 'held' } }),
    },
    {
      id: 'go.templates',
      group,
      label: 'Mail templates',
      keywords: 'wording texts editor',
      keys: 'g e',
      icon: FilePenLine,
      run: () => void navigate({ to: '/mail/templates/$kind', params: { kind: 'activation' } }),
    },
    {
      id: 'go.import',
      group,
      label: 'Import people',
      keywords: 'csv upload file',
      icon: FileUp,
      run: () => void navigate({ to: '/import' }),
    },
    {
      id: 'go.activity',
      group,
      label: 'Audit',
      keywords: 'activity log history who changed',
      keys: 'g a',
      icon: Activity,
      run: () => void navigate({ to: '/activity', search: {} }),
    },
    ...SECTIONS.map(({ section, label, keys, keywords }) => ({
      id: `go.settings.${section}`,
      group,
      label,
      keys,
      keywords,
      icon: Settings,
      run: () => void navigate({ to: '/settings/$section', params: { section } }),
    })),
  ];
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
    section: 'database',
    label: 'Settings: database',
    keys: undefined,
    keywords: 'file sqlite django project open copy backup read-only',
  },
  {
    section: 'console',
    label: 'Settings: console',
    keys: undefined,
    keywords: 'lock idle version data folder',
  },
] as const;
