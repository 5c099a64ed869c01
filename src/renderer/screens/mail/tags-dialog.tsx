import { counted } from '../../app/counted.ts';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useLeaveQuestion } from '../../app/leaving/use-leave-question.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './mail.module.css';

interface TagsDialogProps {
  readonly count: number;
  /** On the mail, when it is about one. */
  readonly current: readonly string[];
  readonly onSave: (add: string[], remove: string[]) => void;
  readonly onClose: () => void;
}

/** Puts tags on mails and takes them off. Of several mails, only what is ticked is changed. */
export function TagsDialog({ count, current, onSave, onClose }: TagsDialogProps) {
  const { data } = useQueryOf('captured.tags', {});
  const [changes, setChanges] = useKept<ReadonlyMap<string, boolean>>('tags chosen', new Map());
  const [text, setText] = useKept('tags typed', '');
  const known = [...new Set([...current, ...(data?.tags ?? []).map(({ label }) => label)])];
  const typed = text
    .split(',')
    .map((label) => label.replaceAll('"', '').trim().slice(0, 50))
    .filter((label) => label !== '');
  const save = () => {
    const chosen = (on: boolean) => [...changes].flatMap(([label, is]) => (is === on ? label : []));
    onSave([...chosen(true), ...typed], chosen(false));
  };
  const leaving = useLeaveQuestion({
    what: 'The choice of tags',
    changed: typed.length > 0 || changes.size > 0,
    discard: onClose,
  });
  return (
    <Dialog
      open
      onOpenChange={() => leaving.ask(onClose)}
      size="small"
      title={`Tags of ${counted(count, 'mail')}`}
      onSubmit={save}
      footer={<FormButtons onCancel={onClose}>Save tags</FormButtons>}
    >
      {leaving.question}
      <TextField
        label="New tags"
        description="Separated by commas. The header X-Tags of a mail sets them too."
        value={text}
        onChange={setText}
      />
      <div className={styles['tags']}>
        {known.map((label) => (
          <Checkbox
            key={label}
            label={label}
            checked={changes.get(label) ?? (count > 1 ? 'mixed' : current.includes(label))}
            onChange={(on) => setChanges(new Map(changes).set(label, on))}
          />
        ))}
      </div>
    </Dialog>
  );
}
