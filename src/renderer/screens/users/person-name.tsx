import styles from './account.module.css';

interface PersonNameProps {
  readonly username: string;
  readonly name: string;
}

/** The user name, and the person's own name beside it when there is one. */
export function PersonName({ username, name }: PersonNameProps) {
  return (
    <>
      <bdi>{username}</bdi>
      {name !== '' && (
        <>
          {' '}
          <bdi className={styles['quiet']}>{name}</bdi>
        </>
      )}
    </>
  );
}
