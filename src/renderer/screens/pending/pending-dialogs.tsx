import type { ListTarget } from '../../app/list/list-target.ts';
import { useAct } from '../../app/acts/use-act.ts';
import { NoteDialog } from '../users/note-dialog.tsx';
import { ChangeEmailDialog } from './change-email-dialog.tsx';
import { CleanUpDialog } from './clean-up-dialog.tsx';
import { DeletePendingDialog } from './delete-pending-dialog.tsx';
import { LinksDialog } from './links-dialog.tsx';
import { PendingPlanDialog } from './pending-plan-dialog.tsx';
import { RejectDialog, type Rejection } from './reject-dialog.tsx';
import type { PendingActs } from './use-pending-acts.ts';

interface PendingDialogsProps {
  readonly acts: Pick<PendingActs, 'dialog' | 'close'>;
  /** After the act was done. */
  readonly onDone: () => void;
  /** After an address was corrected. */
  readonly onCorrected?: ((id: number) => void) | undefined;
}

/** The one dialog that is open. */
export function PendingDialogs(props: PendingDialogsProps) {
  const { onDone, onCorrected } = props;
  const { dialog, close } = props.acts;
  const rejecting = useAct('registrations.reject');
  const done = () => {
    close();
    onDone();
  };
  const reject = async ({ whom, name, count }: ListTarget, rejection: Rejection) => {
    const input = { ...whom, ...rejection };
    if (await rejecting.run(input, { done: 'rejected', name, count })) done();
  };
  switch (dialog?.kind) {
    case 'email':
      return (
        <ChangeEmailDialog
          id={dialog.id}
          start={dialog.start}
          onClose={close}
          onDone={() => onCorrected?.(dialog.id)}
        />
      );
    case 'reject':
      return (
        <RejectDialog
          target={dialog.target}
          stage={dialog.stage}
          pending={rejecting.pending}
          onReject={(rejection) => void reject(dialog.target, rejection)}
          onClose={close}
        />
      );
    case 'note':
      return <NoteDialog account={dialog} note={null} onClose={close} />;
    case 'delete':
      return <DeletePendingDialog target={dialog.target} onClose={close} onDone={done} />;
    case 'plan':
      return (
        <PendingPlanDialog act={dialog.act} target={dialog.target} onClose={close} onDone={done} />
      );
    case 'links':
      return <LinksDialog text={dialog.text} onClose={close} />;
    case 'clean-up':
      return <CleanUpDialog onClose={close} onDone={done} />;
    case undefined:
      return null;
  }
}
