import type { SecretChange } from '../../../../shared/contract/mail-settings.ts';
import { Button } from '../../../ui/button.tsx';
import { PasswordField } from '../../../ui/password-field.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import styles from '../settings.module.css';

interface SecretFieldProps {
  readonly name: string;
  readonly label: string;
  /** "A password is stored." */
  readonly storedWords: string;
  readonly isStored: boolean;
  /** The stored one belongs to another server or user than the one typed. */
  readonly moved: boolean;
  readonly value: SecretChange;
  readonly error: string | undefined;
  readonly multiline?: boolean | undefined;
  readonly description?: string | undefined;
  readonly onChange: (change: SecretChange) => void;
}

/** A secret that is stored is never shown; it can be replaced or forgotten. */
export function SecretField(props: SecretFieldProps) {
  const { name, label, storedWords, isStored, moved, value, error, multiline, onChange } = props;
  if (isStored && !moved && value.change === 'keep' && error === undefined) {
    return (
      <div className={styles['row']}>
        <p className={styles['grow']}>{storedWords}</p>
        <Button onClick={() => onChange({ change: 'set', secret: '' })}>Change…</Button>
        <Button onClick={() => onChange({ change: 'forget' })}>Forget</Button>
      </div>
    );
  }
  const field = {
    name,
    label,
    error,
    description: describe(props),
    value: value.change === 'set' ? value.secret : '',
    onChange: (secret: string) => onChange({ change: 'set', secret }),
  };
  return multiline ? <TextArea {...field} mono rows={4} /> : <PasswordField {...field} />;
}

function describe({ value, isStored, moved, description }: SecretFieldProps): string {
  if (value.change === 'forget') return 'It is forgotten when you save.';
  if (isStored && moved) {
    return 'The stored one belongs to the server and user it was stored for. Enter it again.';
  }
  return description ?? 'It is sealed, and never shown again.';
}
