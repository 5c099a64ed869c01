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
  Shapes,
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
      icon: LayoutDashboard,
      run: () => void navigate({ to: '/dashboard', search: {} }),
    },
    {
      id: 'go.pending',
      group,
      label: 'Pending',
      keywords: 'sign-ups registrations waiting',
      icon: UserRoundCheck,
      run: () => void navigate({ to: '/pending', search: {} }),
    },
    {
      id: 'go.to-approve',
      group,
      label: 'Pending: to approve',
      keywords: 'approval review',
      icon: UserRoundCheck,
      run: () => void navigate({ to: '/pending', search: { q: 'is:to-approve' } }),
    },
    {
      id: 'go.users',
      group,
      label: 'Users',
      keywords: 'people accounts members',
      icon: UsersRound,
      run: () => void navigate({ to: '/users', search: {} }),
    },
    {
      id: 'go.groups',
      group,
      label: 'Groups',
      keywords: 'permissions rights roles',
      icon: Shapes,
      run: () => void navigate({ to: '/groups', search: {} }),
    },
    {
      id: 'go.trash',
      group,
      label: 'Trash',
      keywords: 'deleted bin restore',
      icon: Trash2,
      run: () => void navigate({ to: '/trash', search: {} }),
    },
    {
      id: 'go.captured',
      group,
      label: 'Captured mail',
      keywords: 'inbox caught mailpit',
      icon: Inbox,
      run: () => void navigate({ to: '/mail/captured', search: {} }),
    },
    {
      id: 'go.outbox',
      group,
      label: 'Outbox',
      keywords: 'queue sending failed mails',
      icon: Send,
      run: () => void navigate({ to: '/mail/outbox', search: {} }),
    },
    {
      id: 'go.held',
      group,
      label: 'Outbox: held mails',
      icon: CirclePause,
      run: () => void navigate({ to: '/mail/outbox', search: { view: 'held' } }),
    },
    {
      id: 'go.templates',
      group,
      label: 'Mail templates',
      keywords: 'wording texts editor',
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
      icon: Activity,
      run: () => void navigate({ to: '/activity', search: {} }),
    },
    ...SECTIONS.map(({ section, label, keywords }) => ({
      id: `go.settings.${section}` as const,
      group,
      label,
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
    keywords: 'domain name https links url',
  },
  {
    section: 'mail',
    label: 'Settings: mail',
    keywords: 'smtp server doctor sender dkim capture deliver test',
  },
  {
    section: 'registration',
    label: 'Settings: registration',
    keywords: 'register sign up policy approval open closed allowed domains terms disposable',
  },
  {
    section: 'clean-up',
    label: 'Settings: clean-up',
    keywords: 'expired ended delete schedule',
  },
  {
    section: 'invitations',
    label: 'Settings: invitations',
    keywords: 'invite code register',
  },
  {
    section: 'rehearsal',
    label: 'Settings: rehearsal',
    keywords: 'rehearse flow test visitor smoke film try register',
  },
  {
    section: 'sign-in',
    label: 'Settings: sign-in',
    keywords: 'password login session secret key reset signing',
  },
  {
    section: 'network',
    label: 'Settings: network',
    keywords: 'proxy port listen host address tls',
  },
  {
    section: 'faults',
    label: 'Settings: faults',
    keywords: 'failure error simulate chaos smtp',
  },
  {
    section: 'database',
    label: 'Settings: database',
    keywords: 'file sqlite django project open copy backup read-only',
  },
  {
    section: 'console',
    label: 'Settings: console',
    keywords: 'lock idle version data folder',
  },
  {
    section: 'keys',
    label: 'Settings: keys',
    keywords: 'keyboard shortcuts letters change remap',
  },
] as const;
