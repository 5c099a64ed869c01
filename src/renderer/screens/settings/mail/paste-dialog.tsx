import { ClipboardPaste } from 'lucide-react';
import { useMemo, useState } from 'react';

import type { SecretChange } from '../../../../shared/contract/mail-settings.ts';
import {
  isAnythingPasted,
  readPastedMail,
} from '../../../../shared/pasted-mail/read-pasted-mail.ts';
import { useQueryOf } from '../../../query/use-query-of.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FormButtons } from '../../../ui/form-buttons.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { useToasts } from '../../../ui/toast.tsx';
import { Understood } from './pasted-settings.tsx';
import type { ProfilePage } from './use-profile-page.ts';
import type { SenderPage } from './use-sender-page.ts';

interface PasteProps {
  readonly page: ProfilePage;
  readonly onSender: SenderPage['set'];
}

/** Opens the box into which the mail settings of another program are pasted. */
export function PasteButton(props: PasteProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        icon={ClipboardPaste}
        disabledReason={props.page.blocked}
        onClick={() => setOpen(true)}
      >
        Paste settings…
      </Button>
      {isOpen && <PasteDialog {...props} onClose={() => setOpen(false)} />}
    </>
  );
}

interface PasteDialogProps extends PasteProps {
  readonly onClose: () => void;
}

/** Shows what a pasted text says before the form takes it. The text is forgotten with the dialog. */
function PasteDialog({ page, onSender, onClose }: PasteDialogProps) {
  const [text, setText] = useState('');
  const { data: presets = [] } = useQueryOf('mailSettings.presets', {});
  const pasted = useMemo(() => readPastedMail(text, presets), [text, presets]);
  const toasts = useToasts();
  const { server, sender } = pasted;
  const hasSender = Object.keys(sender).length > 0;
  const label = presets.find(({ host }) => host === server.host)?.label ?? server.host;
  // A name of the person's own stays.
  const name = page.values.name === '' ? label : undefined;
  const isNothing = !isAnythingPasted(pasted);
  const takeOver = () => {
    if (isNothing) return;
    const changes = Object.entries(pasted.secrets).map(
      ([secret, value]): [string, SecretChange] => [secret, { change: 'set', secret: value }],
    );
    page.fillIn({ ...server, ...(name !== undefined && { name }) }, Object.fromEntries(changes));
    if (hasSender) onSender(sender);
    onClose();
    toasts.show({
      title: 'Taken over. Nothing is saved yet.',
      description: hasSender
        ? 'The sender is below the server, and is saved by itself.'
        : undefined,
      tone: 'neutral',
    });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Paste settings"
      description="From settings.py, an .env file, an smtp:// address, or the options of nodemailer, Rails, Laravel or Spring. Nothing in it is run, and nothing is saved yet."
      onSubmit={takeOver}
      footer={
        <FormButtons
          onCancel={onClose}
          keys="Mod+Enter"
          disabledReason={isNothing ? 'There is nothing to take over yet.' : undefined}
        >
          Take over
        </FormButtons>
      }
    >
      <TextArea
        label="Settings as they are written there"
        placeholder={'EMAIL_HOST = "smtp.shop.example"\nEMAIL_PORT = 587'}
        mono
        rows={6}
        value={text}
        onChange={setText}
        onSubmit={takeOver}
      />
      {text.trim() !== '' && <Understood {...{ pasted, name }} />}
    </Dialog>
  );
}
