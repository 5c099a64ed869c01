import { CallFailed } from '../../app/acts/call-failed.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SourceText } from '../../ui/source-text.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import styles from './mail.module.css';

/** How a mail fared step by step, and what was said with the server, logins masked. */
export function OutboxSteps({ id }: { readonly id: number }) {
  const { data, error, refetch } = useQueryOf('outbox.attempts', { id });
  if (!data && error) return <CallFailed error={error} onRetry={() => void refetch()} />;
  if (!data) return null;
  const told = data.attempts.filter(({ transcript }) => transcript !== '');
  return (
    <>
      <section aria-label="Steps">
        <h3 className={styles['heading']}>Steps</h3>
        <Timeline
          items={data.steps.map((step, index) => ({
            ...step,
            id: index,
            title: <ForeignText>{step.title}</ForeignText>,
            detail: step.detail === null ? undefined : <ForeignText>{step.detail}</ForeignText>,
          }))}
        />
      </section>
      {told.map((attempt) => (
        <details key={attempt.id} className={styles['attempt']}>
          <summary>
            Talk with the server, <RelativeTime at={attempt.at} />
          </summary>
          <pre className={styles['attemptTalk']}>
            <SourceText>{attempt.transcript}</SourceText>
          </pre>
        </details>
      ))}
    </>
  );
}
