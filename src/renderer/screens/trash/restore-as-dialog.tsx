import { Link } from '@tanstack/react-router';
import type { TrashRow } from '../../../shared/contract/trash.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { isolated } from '../../app/counted.ts';
import { FormRefusal } from '../../app/acts/form-refusal.tsx';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SharedAddress } from '../users/shared-address.tsx';
import { useAddressOfOthers } from './use-address-of-others.ts';

interface RestoreAsDialogProps {
  readonly row: TrashRow;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Somebody whose user name another account has by now comes back under another one, with the address as it was. */
export function RestoreAsDialog({ row, onClose, onDone }: RestoreAsDialogProps) {
  const { id, username: before, takenBy } = row;
  const [username, setUsername] = useKept(`name for ${id}`, anotherName(before));
  const { shared } = useAddressOfOthers(row);
  const acts = useActs();
  const form = useCommandForm('trash.restoreAs');
  const submit = async () => {
    const outcome = await form.submit({ id, username, sharesAddress: shared !== undefined });
    if (outcome === null) return;
    onClose();
    onDone();
    acts.report(outcome, { done: 'restored', name: username.trim() });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title={`Restore ${isolated(before)} under another name`}
      description={
        takenBy && (
          <>
            Somebody else is called{' '}
            <Link to="/users/$id" params={{ id: takenBy.id }}>
              <ForeignText>{takenBy.username}</ForeignText>
            </Link>{' '}
            since. All else comes back as it was.
          </>
        )
      }
      onSubmit={() => void submit()}
      footer={
        <FormButtons
          onCancel={onClose}
          pending={form.pending}
          disabledReason={
            shared?.mayShare === false ? 'Here an address has one account.' : undefined
          }
        >
          Restore
        </FormButtons>
      }
    >
      <TextField
        label="User name"
        name="username"
        autoFocus
        value={username}
        error={form.fieldErrors['username']}
        onChange={(value) => {
          setUsername(value);
          form.clear('username');
        }}
      />
      <SharedAddress shared={shared} id={null} name={username.trim() || before} />
      {form.fieldErrors['username'] === undefined && <FormRefusal form={form} />}
    </Dialog>
  );
}

/** A first suggestion, at most as long as Django lets a user name be. */
function anotherName(taken: string): string {
  return `${[...taken].slice(0, 149).join('')}2`;
}
