import { useNavigate } from '@tanstack/react-router';

import type { RegistrationPolicy } from '../../../shared/contract/settings.ts';
import { Notice } from '../../ui/notice.tsx';

const CONSEQUENCES: Readonly<Record<Exclude<RegistrationPolicy, 'invitation'>, string>> = {
  open: 'It is open: everybody may register, with or without a link.',
  approval: 'It is by approval: everybody may sign up, with or without a link.',
  closed: 'It is closed: the links lead to the page that says so.',
};

interface PolicyNoticeProps {
  readonly policy: keyof typeof CONSEQUENCES;
}

/** Says that invitations make no difference under another policy. */
export function PolicyNotice({ policy }: PolicyNoticeProps) {
  const navigate = useNavigate();
  return (
    <Notice
      tone="neutral"
      title="Registration is not by invitation now."
      action={{
        label: 'Open Registration',
        onClick: () =>
          void navigate({ to: '/settings/$section', params: { section: 'registration' } }),
      }}
    >
      {CONSEQUENCES[policy]}
    </Notice>
  );
}
