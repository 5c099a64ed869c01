import type { OutputOf } from '../../../shared/contract/index.ts';
import { isolated } from '../../app/counted.ts';
import { MailFrame, USUAL_LOOKS } from '../../app/mail/mail-frame.tsx';
import type { CallError } from '../../query/call-error.ts';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import styles from './rejection-mail.module.css';

interface RejectionMailProps {
  /** Undefined while it is being written. */
  readonly rejection: OutputOf<'registrations.rejection'> | undefined;
  /** Why it could not be written. */
  readonly error: CallError | null;
  readonly count: number;
}

/** The mail that a rejection sends, as it will leave. It keeps its room while it is written, so that no button moves. */
export function RejectionMail({ rejection, error, count }: RejectionMailProps) {
  if (rejection === undefined && error !== null) {
    return (
      <Notice tone="danger" title={`The mail can’t be shown. ${error.message}`}>
        {error.failure.advice}
      </Notice>
    );
  }
  if (rejection === undefined) {
    return (
      <section className={styles['mail']} aria-label="The mail" aria-busy="true">
        <p className={styles['quiet']}>The mail:</p>
        <div className={styles['page']}>
          <SkeletonRows count={4} />
        </div>
      </section>
    );
  }
  const { mail, username, email } = rejection;
  if (mail === null) {
    return username !== null && email === '' ? (
      <Notice tone="warn" title={`${isolated(username)} has no address.`}>
        No mail can be sent{count === 1 ? '' : ' there'}.
      </Notice>
    ) : (
      <Notice tone="danger" title="The mail’s template is wrong.">
        No mail can leave before it is mended under Templates.
      </Notice>
    );
  }
  return (
    <section className={styles['mail']} aria-label="The mail">
      <p className={styles['subject']}>
        <span className={styles['quiet']}>{toWhom(username, count)}</span>{' '}
        <strong dir="auto">{mail.subject}</strong>
      </p>
      <div className={styles['page']}>
        <MailFrame path={mail.path} looks={USUAL_LOOKS} />
      </div>
    </section>
  );
}

function toWhom(username: string | null, count: number): string {
  if (count === 1) return 'The mail:';
  return username === null
    ? 'The mail, for a made-up person:'
    : `The mail, for ${isolated(username)}:`;
}
