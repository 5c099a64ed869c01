import { FlaskConical } from 'lucide-react';

import { Button } from '../ui/button.tsx';
import { useTestSignUp } from './use-test-sign-up.tsx';

/** Shows what a visitor would get, before there is one. */
export function TestSignUpButton() {
  const { make, pending, blocked } = useTestSignUp();
  return (
    <Button icon={FlaskConical} pending={pending} disabledReason={blocked} onClick={make}>
      Make a test sign-up
    </Button>
  );
}
