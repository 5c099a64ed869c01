import type { Settings } from '../../../shared/contract/settings.ts';
import { FormRefusal } from '../../app/acts/form-refusal.tsx';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { GiveKeyDialog } from './give-key-dialog.tsx';
import styles from './settings.module.css';
import { KEY_CONSEQUENCE } from './signing-key-words.ts';
import { useSavedToast } from './use-saved-toast.ts';

const ORIGINS: Readonly<Record<Settings['signingKey'], string>> = {
  'made-here': 'It was made here.',
  given: 'It was given, such as a Django project’s SECRET_KEY.',
};

interface SigningKeySectionProps {
  readonly origin: Settings['signingKey'];
  readonly blocked: string | undefined;
}

/** The key is never shown. It can be replaced, by a given one or by a new one. */
export function SigningKeySection({ origin, blocked }: SigningKeySectionProps) {
  const [dialog, setDialog] = useKept<{ readonly act: 'give' | 'make' } | null>('key dialog', null);
  // An answer may come when its dialog was closed and another one opened.
  const close = () => setDialog((now) => (now === dialog ? null : now));
  return (
    <section className={styles['section']} aria-labelledby="signing-key">
      <h2 id="signing-key" className={styles['title']}>
        Signing key
      </h2>
      <p>
        {ORIGINS[origin]} It signs the links of resets and invitations and the sign-ins at the
        accounts site, and is never shown.
      </p>
      <div className={styles['buttons']}>
        <Button disabledReason={blocked} onClick={() => setDialog({ act: 'give' })}>
          Use a SECRET_KEY…
        </Button>
        <Button disabledReason={blocked} onClick={() => setDialog({ act: 'make' })}>
          Make a new key…
        </Button>
      </div>
      {dialog?.act === 'give' && <GiveKeyDialog onClose={close} />}
      {dialog?.act === 'make' && <MakeKeyDialog onClose={close} />}
    </section>
  );
}

function MakeKeyDialog({ onClose }: { readonly onClose: () => void }) {
  const form = useCommandForm('settings.saveSigningKey');
  const saved = useSavedToast();
  const make = async () => {
    const answer = await form.submit({ change: 'make' });
    if (answer === null) return;
    onClose();
    saved('The new signing key is', answer.operationId, { isFinal: true });
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title="Make a new signing key?"
      description={`${KEY_CONSEQUENCE} It can’t be taken back.`}
      confirmLabel="Make a new key"
      tone="danger"
      pending={form.pending}
      onConfirm={() => void make()}
    >
      <FormRefusal form={form} />
    </ConfirmDialog>
  );
}
