import { useNavigate } from '@tanstack/react-router';

import { callError } from '../../query/call-error.ts';
import { useCommand } from '../../query/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { useToasts } from '../../ui/toast.tsx';
import { useActs } from './acts.tsx';
import { isolated } from '../counted.ts';
import { useBlock } from './use-block.ts';

/** Signs a made-up person up, and leads to them and their mail, or to the setting in the way. */
export function useTestSignUp(): {
  readonly make: () => void;
  readonly pending: boolean;
  /** Why it can't be done now, or undefined. */
  readonly blocked: string | undefined;
} {
  const { run, pending } = useCommand('registrations.makeTest');
  const blocked = useBlock('registrations.makeTest');
  const acts = useActs();
  const { show } = useToasts();
  const navigate = useNavigate();
  const refuse = (error: unknown) => {
    const { section, message, advice } = callError(error).failure;
    if (section === undefined) {
      acts.refuse(error);
      return;
    }
    show({
      tone: 'danger',
      title: message,
      description: advice,
      action: {
        label: 'Open Settings',
        onClick: () => void navigate({ to: '/settings/$section', params: { section } }),
      },
    });
  };
  const make = async () => {
    try {
      const { id, username, email, operationId } = await run({});
      acts.tell({
        title: `${isolated(username)} signed up, as a test.`,
        undo: operationId,
        description: (
          <>
            <Button
              size="small"
              variant="quiet"
              onClick={() => void navigate({ to: '/users/$id', params: { id }, search: {} })}
            >
              Open the person
            </Button>
            <Button
              size="small"
              variant="quiet"
              onClick={() => void navigate({ to: '/mail/outbox', search: { q: email } })}
            >
              Show the mail
            </Button>
          </>
        ),
      });
    } catch (error) {
      refuse(error);
    }
  };
  return { make: () => void make(), pending, blocked };
}
