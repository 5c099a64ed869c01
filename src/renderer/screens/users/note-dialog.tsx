import type { AccountRow } from '../../../shared/contract/accounts.ts';
import type { AccountNote } from '../../../shared/contract/person.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { isolated } from '../../app/counted.ts';
import { FormRefusal } from '../../app/acts/form-refusal.tsx';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useLeaveQuestion } from '../../app/leaving/use-leave-question.tsx';
import { useCommandForm } from '../../query/use-command-form.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { TextArea } from '../../ui/text-area.tsx';

interface NoteDialogProps {
  readonly account: Pick<AccountRow, 'id' | 'username'>;
  /** The one to change, or null for a new one. */
  readonly note: AccountNote | null;
  readonly onClose: () => void;
}

export function NoteDialog({ account: { id, username }, note, onClose }: NoteDialogProps) {
  const [text, setText] = useKept(`note ${id} ${note?.id ?? ''}`, note?.text ?? '');
  const acts = useActs();
  const add = useCommandForm('accounts.addNote');
  const edit = useCommandForm('accounts.editNote');
  const form = note === null ? add : edit;
  const submit = async (): Promise<boolean> => {
    const outcome =
      note === null ? await add.submit({ id, text }) : await edit.submit({ noteId: note.id, text });
    if (outcome === null) return false;
    onClose();
    if (outcome.done > 0) acts.report(outcome, { done: 'saved', name: `The note on ${username}` });
    return true;
  };
  const leaving = useLeaveQuestion({
    what: `The note on ${isolated(username)}`,
    changed: !form.pending && text !== (note?.text ?? ''),
    save: submit,
    discard: onClose,
  });
  const error = form.fieldErrors['text'];
  return (
    <Dialog
      open
      onOpenChange={() => leaving.ask(onClose)}
      size="small"
      title={`Note on ${isolated(username)}`}
      onSubmit={() => void submit()}
      footer={
        <FormButtons onCancel={onClose} keys="Mod+Enter" pending={form.pending}>
          Save the note
        </FormButtons>
      }
    >
      {leaving.question}
      {error === undefined && <FormRefusal form={form} />}
      <TextArea
        label="Note"
        name="text"
        rows={6}
        description="For the administrators only. Plain text; links and markup stay text."
        value={text}
        error={error}
        onSubmit={() => void submit()}
        onChange={(next) => {
          setText(next);
          form.clear('text');
        }}
      />
    </Dialog>
  );
}
