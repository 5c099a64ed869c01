import { Ban, Copy, Plus } from 'lucide-react';

import type { InvitationRow } from '../../../shared/contract/invitations.ts';
import { useActions } from '../../app/keys/actions.tsx';
import { actionsOfGrid } from '../../app/list/list-actions.ts';
import { showTurns } from '../../ui/show-turns.ts';
import { revokeBlock, type InvitationActs } from './use-invitation-acts.ts';

interface InvitationActionsOptions {
  readonly acts: InvitationActs;
  /** The selection, or else the row that is active. */
  readonly target: readonly InvitationRow[];
  /** How many are listed; undefined while that is unknown. */
  readonly total: number | undefined;
  readonly blocked: string | undefined;
  readonly onNew: () => void;
}

/** Offers the page's keys and palette entries; each says what it is about. */
export function useInvitationActions(options: InvitationActionsOptions): void {
  const { acts, target, blocked, onNew } = options;
  const [first] = target;
  const single = target.length === 1 ? first : undefined;
  const about = single ? showTurns(single.label) : `${target.length} selected`;
  const link = single?.link ?? null;
  const group = 'Invitations';
  useActions([
    {
      id: 'invitations.new',
      group,
      icon: Plus,
      bar: 'new',
      label: 'New invitation…',
      disabledReason: blocked,
      run: onNew,
    },
    {
      id: 'invitations.copy',
      group,
      icon: Copy,
      bar: 'copy link',
      label: `Copy the link for ${about}`,
      disabledReason: copyBlock(single),
      run: () => link !== null && acts.copy(link),
    },
    {
      id: 'invitations.revoke',
      group,
      icon: Ban,
      bar: 'revoke',
      label: `Revoke ${about}`,
      disabledReason: revokeBlock(target) ?? blocked,
      run: () => acts.revoke(target),
    },
    ...actionsOfGrid('invitations', options.total),
  ]);
}

function copyBlock(single: InvitationRow | undefined): string | undefined {
  if (single === undefined) return 'One invitation at a time: select one.';
  return single.link === null ? 'It leads nowhere any more.' : undefined;
}
