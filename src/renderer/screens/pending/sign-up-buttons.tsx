import { MailPlus, PenLine, UserRoundX } from 'lucide-react';

import type { PendingRow } from '../../../shared/contract/registrations.ts';
import { activationWords } from '../../app/people/activation-words.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import type { ListTarget } from '../../app/list/list-target.ts';
import { Button } from '../../ui/button.tsx';
import type { Glyph } from '../../ui/icon.tsx';
import type { PendingActs } from './use-pending-acts.ts';
import { useSignUpBlocks } from './use-sign-up-blocks.ts';

interface SignUpButtonsProps {
  readonly target: ListTarget;
  readonly stage: PendingRow['stage'];
  /** Of the activation. */
  readonly icon: Glyph;
  readonly mailFailed: boolean;
  readonly acts: PendingActs;
  readonly blocked: string | undefined;
}

/** What one does with a sign-up, by the keys that the list has for it. */
export function SignUpButtons(props: SignUpButtonsProps) {
  const { target, stage, icon, mailFailed, acts, blocked } = props;
  const keymap = useKeymap();
  const { removeBlocked } = useSignUpBlocks(blocked);
  const [id] = target.ids;
  return (
    <>
      <Button
        variant="primary"
        icon={icon}
        keys={keymap.activate}
        pending={acts.pending === 'activate'}
        disabledReason={blocked}
        onClick={() => acts.activate(target, stage)}
      >
        {activationWords(stage).verb}
      </Button>
      {stage === 'unconfirmed' && mailFailed && id !== undefined && (
        <Button
          icon={PenLine}
          keys={keymap['change-email']}
          disabledReason={blocked}
          onClick={() => acts.open({ kind: 'email', id })}
        >
          Correct…
        </Button>
      )}
      {stage === 'to-approve' ? (
        <Button
          icon={UserRoundX}
          keys={keymap.reject}
          disabledReason={removeBlocked}
          onClick={() => acts.open({ kind: 'reject', target, stage })}
        >
          Reject…
        </Button>
      ) : (
        <Button
          icon={MailPlus}
          keys={keymap.resend}
          pending={acts.pending === 'resend'}
          disabledReason={blocked}
          onClick={() => acts.resend(target)}
        >
          Mail again
        </Button>
      )}
    </>
  );
}
