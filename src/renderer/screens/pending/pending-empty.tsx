import { UserRoundCheck } from 'lucide-react';

import { PeopleListEmpty } from '../../app/people-list-empty.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

interface PendingEmptyProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Nobody waits, or nobody who matches: each with the one act that helps. */
export function PendingEmpty({ text, onText }: PendingEmptyProps) {
  const { data: status } = useQueryOf('application.status', {});
  if (text.trim() !== '') return <PeopleListEmpty {...{ text, onText }} list="registrations" />;
  const register = status?.addresses.accountsSite && `${status.addresses.accountsSite}register/`;
  return (
    <EmptyState
      icon={UserRoundCheck}
      title="Nobody is waiting."
      text="Who signs up appears here until they follow the link in their mail, or you activate them."
      action={
        register && (
          <Button onClick={() => window.open(register, '_blank', 'noreferrer')}>
            Open the register page
          </Button>
        )
      }
    />
  );
}
