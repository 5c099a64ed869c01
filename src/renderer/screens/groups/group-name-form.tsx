import type { ReactNode } from 'react';

import type { CommandForm } from '../../query/use-command-form.ts';
import { FormRefusal } from '../../app/form-refusal.tsx';
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
  readonly onName: (next: string) => void;
  readonly onSubmit: () => void;
  readonly onClose: () => void;
  /** Why it can't be submitted yet. */
  readonly waits?: string | undefined;
  readonly children?: ReactNode;
}

/** Asks what a group is called. */
export function GroupNameForm(props: GroupNameFormProps) {
  const { title, description, act, form, name, onName, onSubmit, onClose, waits, children } = props;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title={title}
      description={description}
      onSubmit={onSubmit}
      footer={
        <FormButtons onCancel={onClose} pending={form.pending} disabledReason={waits}>
          {act}
        </FormButtons>
      }
    >
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
