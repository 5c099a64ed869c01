import { FlaskConical } from 'lucide-react';

import { Button } from '../../ui/button.tsx';
import { useOfferedActions } from '../keys/actions.tsx';
import { useRunById } from '../keys/use-action-runner.ts';

/** Shows what a visitor would get, before there is one. */
export function TestSignUpButton() {
  const run = useRunById();
  const action = useOfferedActions().find(({ id }) => id === 'test-sign-up');
  return (
    <Button
      icon={FlaskConical}
      disabledReason={action?.disabledReason}
      onClick={() => run('test-sign-up')}
    >
      Make a test sign-up
    </Button>
  );
}
