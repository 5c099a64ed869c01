import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import styles from './account.module.css';

/** Why the newest mail did or did not arrive, in a sentence, with what to do. */
export function MailVerdict(verdict: NonNullable<AccountDetail['mailVerdict']>) {
  const { tone, sentence, advice, reply, at } = verdict;
  return (
    <section className={styles['section']} aria-label="Did the mail arrive?">
      <h3 className={styles['heading']}>Did the mail arrive?</h3>
      <Notice tone={tone} title={<bdi>{sentence}</bdi>}>
        {advice}
        {reply !== null && (
          <>
            {' '}
            The server said: <bdi>{reply}</bdi>
          </>
        )}{' '}
        (<RelativeTime at={at} />)
      </Notice>
    </section>
  );
}
