import type { SavedView } from '../../../shared/contract/views.ts';
import { FormRefusal } from '../acts/form-refusal.tsx';
import { useCommandForm } from '../../query/use-command-form.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { useKept } from '../leaving/use-kept.ts';
import { TextField } from '../../ui/text-field.tsx';

interface SaveViewDialogProps {
  /** What is saved; with an id, the view that is changed. */
  readonly view: Pick<SavedView, 'list' | 'query' | 'layout'> & Partial<SavedView>;
  readonly onClose: () => void;
  readonly onSaved: (id: number) => void;
}

/** A search under a name, with its columns and its order. */
export function SaveViewDialog({ view, onClose, onSaved }: SaveViewDialogProps) {
  const { id, list, query, layout } = view;
  const [name, setName] = useKept(`view ${id ?? ''} name`, view.name ?? '');
  const [shared, setShared] = useKept(`view ${id ?? ''} shared`, view.shared ?? false);
  const create = useCommandForm('views.create');
  const update = useCommandForm('views.update');
  const form = id === undefined ? create : update;
  const submit = async () => {
    const given = { name, query, layout, shared };
    if (id !== undefined) {
      if (await update.submit({ id, ...given })) onSaved(id);
      return;
    }
    const made = await create.submit({ list, ...given });
    if (made) onSaved(made.id);
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title={id === undefined ? 'Save as a view' : 'Change the view'}
      description="It stands in the sidebar, with how many match at any time."
      onSubmit={() => void submit()}
      footer={
        <FormButtons onCancel={onClose} pending={form.pending}>
          Save
        </FormButtons>
      }
    >
      <TextField
        label="Name"
        name="name"
        value={name}
        error={form.fieldErrors['name']}
        onChange={(value) => {
          setName(value);
          form.clear('name');
        }}
      />
      <Checkbox
        label="Show it to everybody at the console"
        description="They see it, and only you and superusers change it."
        checked={shared}
        onChange={setShared}
      />
      {form.fieldErrors['name'] === undefined && <FormRefusal form={form} />}
    </Dialog>
  );
}
