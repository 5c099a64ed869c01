import type { FieldChange } from '../../../shared/contract/operations.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import styles from './account.module.css';

/** Each field as it was and as it is. */
export function FieldChanges({ fields }: { readonly fields: readonly FieldChange[] }) {
  if (fields.length === 0) return null;
  return (
    <ul className={styles['changes']}>
      {fields.map(({ field, before, after }) => (
        <li key={field}>
          {field}: <Value text={before} /> <span aria-label="became">→</span> <Value text={after} />
        </li>
      ))}
    </ul>
  );
}

function Value({ text }: { readonly text: string }) {
  return text === '' ? (
    <span>empty</span>
  ) : (
    <ForeignText className={styles['value']}>{text}</ForeignText>
  );
}
