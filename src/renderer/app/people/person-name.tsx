import { ForeignText } from '../../ui/foreign-text.tsx';
import styles from './account.module.css';

interface PersonNameProps {
  readonly username: string;
  readonly name: string;
}

/** The user name, and the person's own name beside it when there is one. */
export function PersonName({ username, name }: PersonNameProps) {
  return (
    <span className={styles['person']}>
      <ForeignText>{username}</ForeignText>
      {name !== '' && (
        <>
          {' '}
          <ForeignText className={styles['quiet']}>{name}</ForeignText>
        </>
      )}
    </span>
  );
}
