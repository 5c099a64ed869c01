import { useState } from 'react';

import type { InputOf } from '../../../shared/contract/index.ts';
import { FormRefusal } from '../../app/acts/form-refusal.tsx';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { FormButtons } from '../../ui/form-buttons.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { useToasts } from '../../ui/toast.tsx';

interface SendTestDialogProps {
  readonly draft: InputOf<'templates.preview'>;
  readonly name: string;
  readonly isSaved: boolean;
  readonly onClose: () => void;
}

/** Sends the mail as it stands to one address, the way every mail goes. */
export function SendTestDialog({ draft, name, isSaved, onClose }: SendTestDialogProps) {
  const { data: settings } = useQueryOf('settings.get', {});
  const { data: counts } = useQueryOf('application.counts', {});
  const [typed, setTyped] = useKept<string | null>('test to', null);
  const form = useCommandForm('templates.sendTest');
  const { show } = useToasts();
  const to = typed ?? settings?.testRecipient ?? '';
  const [hasErrors, setHasErrors] = useState(false);
  const isCaptured = counts?.delivery.kind === 'capture';
  const send = async () => {
    const answer = await form.submit({ ...draft, to });
    if (answer === null) return;
    const errors = answer.problems.filter(({ severity }) => severity === 'error');
    setHasErrors(errors.length > 0);
    if (errors.length > 0) return;
    show({
      tone: 'ok',
      title: `A test of “${name}” is on its way.`,
      description: isCaptured ? 'It will be under Captured.' : 'The outbox tells its fate.',
    });
    onClose();
  };
  return (
    <Dialog
      open
      size="small"
      onOpenChange={(open) => !open && onClose()}
      onSubmit={() => void send()}
      title="Send a test"
      description={`The mail leaves ${isSaved ? 'as it is saved' : 'as it stands in the editor'}, through the outbox and with the sender of real mail. Its links are made up.`}
      footer={
        <FormButtons onCancel={onClose} pending={form.pending}>
          Send
        </FormButtons>
      }
    >
      {hasErrors && (
        <Notice tone="danger" title="Not sent: the template has errors.">
          They are listed under the editor.
        </Notice>
      )}
      {form.fieldErrors['to'] === undefined && <FormRefusal form={form} />}
      <TextField
        label="To"
        type="email"
        value={to}
        onChange={(value) => {
          setTyped(value);
          form.clear('to');
        }}
        error={form.fieldErrors['to']}
        autoFocus
      />
    </Dialog>
  );
}
