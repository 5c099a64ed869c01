import type { InvitationRow } from '../../../shared/contract/invitations.ts';
import { useAct } from '../../app/acts/use-act.ts';
import { useToasts } from '../../ui/toast.tsx';

export interface InvitationActs {
  readonly revoke: (rows: readonly InvitationRow[]) => void;
  readonly copy: (link: string) => void;
  readonly pending: boolean;
}

/** What can be done with invitations. @param onDone After an act on the selection. */
export function useInvitationActs(onDone: () => void): InvitationActs {
  const revoke = useAct('invitations.revoke');
  const { show } = useToasts();
  return {
    pending: revoke.pending,
    revoke: (rows) => {
      const name = rows.length === 1 ? rows[0]?.label : undefined;
      const words = { done: 'revoked', name, unit: 'invitation' };
      void revoke.run({ ids: rows.map(({ id }) => id) }, words).then((outcome) => {
        if (outcome) onDone();
      });
    },
    copy: (link) =>
      void navigator.clipboard.writeText(link).then(
        () => show({ tone: 'ok', title: 'The invitation’s link was copied.' }),
        () =>
          show({
            tone: 'warn',
            title: 'The system did not allow copying.',
            description: link,
            timeoutMs: 0,
          }),
      ),
  };
}

/** Why none of the rows can be revoked, or undefined. */
export function revokeBlock(rows: readonly InvitationRow[]): string | undefined {
  if (rows.length === 0) return 'No invitation is selected.';
  return rows.some(({ state }) => state === 'open') ? undefined : 'It leads nowhere already.';
}
