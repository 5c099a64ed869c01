import { UserRoundCheck } from 'lucide-react';

import { PeopleListEmpty } from '../../app/people-list-empty.tsx';
import { RegisterPageButton } from '../../app/register-page-button.tsx';
import { TestSignUpButton } from '../../app/test-sign-up-button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

interface PendingEmptyProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Nobody waits, or nobody who matches: each with what helps. */
export function PendingEmpty({ text, onText }: PendingEmptyProps) {
  if (text.trim() !== '') return <PeopleListEmpty {...{ text, onText }} list="registrations" />;
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
