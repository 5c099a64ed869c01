import { useActs } from '../../app/acts/acts.tsx';
import { FormRefusal } from '../../app/acts/form-refusal.tsx';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useLeaveQuestion } from '../../app/leaving/use-leave-question.tsx';
import { useCommandForm } from '../../query/use-command-form.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './invitations.module.css';

interface NewInvitationDialogProps {
  readonly onClose: () => void;
  /** It is made, with this link to hand over. */
  readonly onMade: (link: string) => void;
}

interface Draft {
  readonly label: string;
  readonly days: number | null;
  readonly maxUses: number | null;
}

const START: Draft = { label: '', days: 14, maxUses: 1 };

export function NewInvitationDialog({ onClose, onMade }: NewInvitationDialogProps) {
  const [draft, setDraft] = useKept('invitation typed', START);
  const acts = useActs();
  const form = useCommandForm('invitations.create');
  const { label, days, maxUses } = draft;
  const set = (changes: Partial<Draft>) => {
    setDraft({ ...draft, ...changes });
    for (const field of Object.keys(changes)) form.clear(field);
  };
  const leaving = useLeaveQuestion({
    what: 'The new invitation',
    changed: !form.pending && label !== '',
    discard: onClose,
  });
  const submit = async () => {
    const input = { label, days: days ?? Number.NaN, maxUses: maxUses ?? Number.NaN };
    const made = await form.submit(input);
    if (made === null) return;
    onMade(made.link);
    onClose();
    acts.report(made, { done: 'made', unit: 'invitation' });
  };
  return (
    <Dialog
      open
      onOpenChange={() => leaving.ask(onClose)}
      size="small"
      title="New invitation"
      description="Its link lets whoever holds it register, while registration is by invitation."
      onSubmit={() => void submit()}
      footer={
        <FormButtons onCancel={onClose} pending={form.pending}>
          Make the link
        </FormButtons>
      }
    >
      {leaving.question}
      <FormRefusal form={form} />
      <TextField
        label="For"
        description="Whom it is for, in your words. Only staff see it."
        placeholder="Chess club"
        value={label}
        error={form.fieldErrors['label']}
        onChange={(next) => set({ label: next })}
      />
      <div className={styles['pair']}>
        <NumberField
          label="Works for"
          unit="days"
          min={1}
          max={365}
          value={days}
          error={form.fieldErrors['days'] && 'Enter a number from 1 to 365.'}
          onChange={(next) => set({ days: next })}
        />
        <NumberField
          label="Lets in"
          unit="people"
          min={1}
          max={10_000}
          value={maxUses}
          error={form.fieldErrors['maxUses'] && 'Enter a number from 1 to 10,000.'}
          onChange={(next) => set({ maxUses: next })}
        />
      </div>
    </Dialog>
  );
}
