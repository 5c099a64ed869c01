import type { ReactNode } from 'react';

import type { CommandForm } from '../../query/use-command-form.ts';
import { isolated } from '../../app/counted.ts';
import { FormRefusal } from '../../app/acts/form-refusal.tsx';
import { useLeaveQuestion } from '../../app/leaving/use-leave-question.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { TextField } from '../../ui/text-field.tsx';

interface GroupNameFormProps {
  readonly title: string;
  readonly description?: string | undefined;
  /** On the button. */
  readonly act: string;
  readonly form: Pick<
    CommandForm<'groups.create' | 'groups.rename'>,
    'pending' | 'message' | 'advice' | 'fieldErrors' | 'clear'
  >;
  readonly name: string;
  /** The name as it is stored; empty for a new group. */
  readonly stored: string;
  readonly onName: (next: string) => void;
  /** @returns Whether it is saved. */
  readonly onSubmit: () => Promise<boolean>;
  readonly onClose: () => void;
  /** Why it can't be submitted yet. */
  readonly waits?: string | undefined;
  readonly children?: ReactNode;
}

/** Asks what a group is called. */
export function GroupNameForm(props: GroupNameFormProps) {
  const { title, description, act, form, name, stored, onName, onSubmit, onClose } = props;
  const { waits, children } = props;
  const leaving = useLeaveQuestion({
    what: stored === '' ? 'The new group' : `The new name of ${isolated(stored)}`,
    changed: !form.pending && name !== stored,
    save: onSubmit,
    cannotSave: waits,
    discard: onClose,
  });
  return (
    <Dialog
      open
      onOpenChange={() => leaving.ask(onClose)}
      size="small"
      title={title}
      description={description}
      onSubmit={() => void onSubmit()}
      footer={
        <FormButtons onCancel={onClose} pending={form.pending} disabledReason={waits}>
          {act}
        </FormButtons>
      }
    >
      {leaving.question}
      {children ?? <FormRefusal form={form} />}
      <TextField
        label="Name"
        value={name}
        error={form.fieldErrors['name']}
        onChange={(next) => {
          onName(next);
          form.clear('name');
        }}
      />
    </Dialog>
  );
}
