import { useRef, useState } from 'react';

import { useCommandForm } from '../../query/use-command-form.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import { KEY_CONSEQUENCE } from './signing-key-words.ts';
import { useSavedToast } from './use-saved-toast.ts';

/** Takes a Django project's SECRET_KEY. It goes one way: in. */
export function GiveKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const [key, setKey] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const form = useCommandForm('settings.saveSigningKey');
  const saved = useSavedToast();
  const error = form.fieldErrors['key'];
  const submit = async () => {
    const answer = await form.submit({ change: 'set', key });
    if (answer === null) return;
    onClose();
    saved('The signing key is', answer.operationId, { isFinal: true });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      title="Use your Django project’s SECRET_KEY?"
      description={`${KEY_CONSEQUENCE} The key that is replaced can’t be had back.`}
      initialFocus={field}
      onSubmit={() => void submit()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="danger" pending={form.pending}>
            Use this key
          </Button>
        </>
      }
    >
      <PasswordField
        label="SECRET_KEY"
        description="It is sealed, and never shown again."
        inputRef={field}
        value={key}
        error={error}
        onChange={(next) => {
          setKey(next);
          form.clear('key');
        }}
      />
      {form.message !== null && error === undefined && (
        <Notice tone="danger" title={form.message}>
          {form.advice}
        </Notice>
      )}
    </Dialog>
  );
}
