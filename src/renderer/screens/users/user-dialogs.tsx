import { targetOf } from '../../app/list/list-target.ts';
import { CreateAccountDialog } from './create-account-dialog.tsx';
import { EditAccountDialog } from './edit-account-dialog.tsx';
import { GroupsDialog } from './groups-dialog.tsx';
import { LeavingDialog } from './leaving-dialog.tsx';
import { NoteDialog } from './note-dialog.tsx';
import { RequirePasswordDialog } from './require-password-dialog.tsx';
import { SendResetDialog } from './send-reset-dialog.tsx';
import { SetPasswordDialog } from './set-password-dialog.tsx';
import { UserPlanDialog } from './user-plan-dialog.tsx';
import type { UserActs } from './use-user-acts.ts';

interface UserDialogsProps {
  readonly acts: Pick<UserActs, 'dialog' | 'close' | 'open'>;
  readonly selfId: number | undefined;
  readonly isSuperuser: boolean;
  /** After an act on the selection was done. */
  readonly onDone: () => void;
  /** After accounts were deleted. */
  readonly onGone: (ids: readonly number[]) => void;
}

/** The one dialog that is open. */
export function UserDialogs({ acts, selfId, isSuperuser, onDone, onGone }: UserDialogsProps) {
  const { dialog, close } = acts;
  const done = () => {
    close();
    onDone();
  };
  switch (dialog?.kind) {
    case 'create':
      return <CreateAccountDialog isSuperuser={isSuperuser} onClose={close} />;
    case 'edit':
      return <EditAccountDialog id={dialog.id} name={dialog.name} onClose={close} />;
    case 'password':
      return (
        <SetPasswordDialog
          id={dialog.id}
          onClose={close}
          onSendReset={(account) => acts.open({ kind: 'reset', target: targetOf(account) })}
        />
      );
    case 'note':
      return <NoteDialog account={dialog.account} note={dialog.note} onClose={close} />;
    case 'reset':
      return <SendResetDialog target={dialog.target} onClose={close} onDone={done} />;
    case 'groups':
      return <GroupsDialog target={dialog.target} onClose={close} onDone={done} />;
    case 'plan':
      return <UserPlanDialog target={dialog.target} onClose={close} onDone={done} />;
    case 'renew':
      return (
        <RequirePasswordDialog
          target={dialog.target}
          selfId={selfId}
          onClose={close}
          onDone={done}
        />
      );
    case 'deactivate':
    case 'delete':
      return (
        <LeavingDialog
          key={dialog.kind}
          kind={dialog.kind}
          target={dialog.target}
          selfId={selfId}
          onClose={close}
          onDeactivate={() => acts.open({ kind: 'deactivate', target: dialog.target })}
          onDone={() => {
            done();
            if (dialog.kind === 'delete') onGone(dialog.target.ids);
          }}
        />
      );
    case undefined:
      return null;
  }
}
