import type { AccountRow, AccountState } from '../../../shared/contract/accounts.ts';
import type { AccountNote } from '../../../shared/contract/person.ts';
import { activationWords } from '../../app/people/activation-words.ts';
import type { ListTarget } from '../../app/list/list-target.ts';
import { PLANNED_FROM } from '../../app/acts/plan-words.ts';
import { useAct } from '../../app/acts/use-act.ts';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useKeepsProfiles } from '../../app/use-of-project.ts';
import { useQueryOf } from '../../query/use-query-of.ts';

type UserDialog =
  | { readonly kind: 'create' }
  | { readonly kind: 'edit'; readonly id: number; readonly name: string | undefined }
  | { readonly kind: 'password'; readonly id: number }
  | {
      readonly kind: 'note';
      readonly account: Pick<AccountRow, 'id' | 'username'>;
      /** The one to change, or null for a new one. */
      readonly note: AccountNote | null;
    }
  | {
      readonly kind: 'plan';
      readonly target: ListTarget;
    }
  | {
      readonly kind: 'deactivate' | 'delete' | 'reset' | 'renew' | 'groups';
      readonly target: ListTarget;
    };

export interface UserActs {
  /** @param state Undefined for a selection of several states. */
  readonly activate: (target: ListTarget, state: AccountState | undefined) => void;
  /** Asks first when they are many, or the signed-in person is among them. */
  readonly deactivate: (target: ListTarget) => void;
  readonly open: (dialog: UserDialog) => void;
  readonly dialog: UserDialog | null;
  /** Closes the dialog that is open, and none that was opened in its place. */
  readonly close: () => void;
  readonly pending: 'activate' | 'deactivate' | null;
}

/** What can be done with accounts. @param onDone After an act on the target. */
export function useUserActs(onDone: () => void): UserActs {
  const [dialog, setDialog] = useKept<UserDialog | null>('user dialog', null);
  const { data: session } = useQueryOf('session.state', {});
  const activate = useAct('accounts.activate');
  const deactivate = useAct('accounts.deactivate');
  const keepsProfiles = useKeepsProfiles();
  const selfId = session?.person?.id;
  const run = (act: typeof activate | typeof deactivate, target: ListTarget, done: string) => {
    const { whom, count, name } = target;
    void act.run(whom, { done, name, count }).then((outcome) => {
      if (outcome) onDone();
    });
  };
  return {
    dialog,
    open: setDialog,
    close: () => setDialog((now) => (now === dialog ? null : now)),
    pending: activate.pending ? 'activate' : deactivate.pending ? 'deactivate' : null,
    activate: (target, state) => {
      if (target.count >= PLANNED_FROM) setDialog({ kind: 'plan', target });
      else run(activate, target, activationWords(state).done);
    },
    deactivate: (target) => {
      const isSelf = selfId !== undefined && target.ids.includes(selfId);
      // There an old link may undo it, which is said before.
      const asks = target.count >= PLANNED_FROM || isSelf || !keepsProfiles;
      if (asks) setDialog({ kind: 'deactivate', target });
      else run(deactivate, target, 'deactivated');
    },
  };
}
