import type { FieldChange } from '../../../shared/contract/operations.ts';
import { describeDay } from '../../ui/describe-time.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import styles from '../../app/people/account.module.css';

/** Each field as it was and as it is; what was made or has gone has but one of both. */
export function FieldChanges({ fields }: { readonly fields: readonly FieldChange[] }) {
  if (fields.length === 0) return null;
  return (
    <ul className={styles['changes']}>
      {fields.map((change) => (
        <li key={change.field}>
          <Change {...change} />
        </li>
      ))}
    </ul>
  );
}

function Change({ field, before, after, isTime }: FieldChange) {
  if (before === null || after === null) {
    return (
      <>
        {before === null ? <span aria-label="added">+</span> : <span aria-label="gone">−</span>}{' '}
        {field}: <Value text={before ?? after ?? ''} isTime={isTime} />
      </>
    );
  }
  return (
    <>
      {field}: <Value text={before} isTime={isTime} /> <span aria-label="became">→</span>{' '}
      <Value text={after} isTime={isTime} />
    </>
  );
}

interface ValueProps {
  readonly text: string;
  readonly isTime: boolean | undefined;
}

function Value({ text, isTime }: ValueProps) {
  if (text === '') return <span>empty</span>;
  return (
    <ForeignText className={styles['value']}>
      {isTime ? describeDay(new Date(text)) : text}
    </ForeignText>
  );
}
