import { useNavigate } from '@tanstack/react-router';
import { UserRoundCheck } from 'lucide-react';

import { PeopleListEmpty } from '../../app/people/people-list-empty.tsx';
import { RegisterPageButton } from '../../app/register-page-button.tsx';
import { TestSignUpButton } from '../../app/acts/test-sign-up-button.tsx';
import { useKeepsProfiles } from '../../app/use-of-project.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

const NEVER_SEEN = 'is:inactive last:never';

interface PendingEmptyProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Nobody waits, or nobody who matches: each with what helps. */
export function PendingEmpty({ text, onText }: PendingEmptyProps) {
  const keepsProfiles = useKeepsProfiles();
  const navigate = useNavigate();
  if (text.trim() !== '') return <PeopleListEmpty {...{ text, onText }} list="registrations" />;
  if (!keepsProfiles) {
    return (
      <EmptyState
        icon={UserRoundCheck}
        title="Who waits can’t be told here."
        text="This project keeps no profiles: who has signed up at its site and not followed the link is an inactive user who has never signed in, like others whom staff have made so."
        action={
          <Button onClick={() => void navigate({ to: '/users', search: { q: NEVER_SEEN } })}>
            Show them in Users
          </Button>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={UserRoundCheck}
      title="Nobody is waiting."
      text="Who signs up appears here until they follow the link in their mail, or you activate them."
      action={
        <>
          <RegisterPageButton />
          <TestSignUpButton />
        </>
      }
    />
  );
}
