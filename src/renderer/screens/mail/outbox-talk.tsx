import { useQueryOf } from '../../query/use-query-of.ts';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './mail.module.css';

/** What was said with the server at each attempt, logins masked. */
export function OutboxTalk({ id }: { readonly id: number }) {
  const { data } = useQueryOf('outbox.attempts', { id });
  const told = data?.attempts.filter(({ transcript }) => transcript !== '') ?? [];
  return told.map((attempt) => (
    <details key={attempt.id} className={styles['attempt']}>
      <summary>
        Talk with the server, <RelativeTime at={attempt.at} />
      </summary>
      <pre className={styles['attemptTalk']}>{attempt.transcript}</pre>
    </details>
  ));
}
