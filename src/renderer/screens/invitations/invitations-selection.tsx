import { Ban } from 'lucide-react';

import type { InvitationRow } from '../../../shared/contract/invitations.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { Button } from '../../ui/button.tsx';
import { SelectionBar } from '../../ui/selection-bar.tsx';
import { revokeBlock, type InvitationActs } from './use-invitation-acts.ts';

interface InvitationsSelectionProps {
  readonly acts: InvitationActs;
  readonly chosen: readonly InvitationRow[];
  readonly state: { readonly clear: () => void; readonly focusGrid: () => void };
  readonly blocked: string | undefined;
}

/** What can be done with the selection. */
export function InvitationsSelection(props: InvitationsSelectionProps) {
  const keymap = useKeymap();
  const { acts, chosen, state, blocked } = props;
  const clear = () => {
    state.clear();
    state.focusGrid();
  };
  return (
    <SelectionBar count={chosen.length} onClear={clear}>
      <Button
        size="small"
        icon={Ban}
        keys={keymap['invitations.revoke']}
        pending={acts.pending}
        disabledReason={revokeBlock(chosen) ?? blocked}
        onClick={() => acts.revoke(chosen)}
      >
        Revoke
      </Button>
    </SelectionBar>
  );
}
