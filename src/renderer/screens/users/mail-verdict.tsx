import { Link } from '@tanstack/react-router';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import { useOpenMail } from '../../app/mail/use-open-mail.ts';
import { Button } from '../../ui/button.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { ToneIcon } from '../../ui/tone-icon.tsx';
import { PersonSection } from './person-section.tsx';
import styles from './person.module.css';

/** The same of a mail that nobody asks about any more, in a line. */
export function NewestMail({ tone, sentence, mailId, at }: AccountDetail['mailVerdict']) {
  const openMail = useOpenMail();
  return (
    <p className={styles['newestMail']}>
      <ToneIcon tone={tone} />
      <span>
        <ForeignText>{sentence}</ForeignText>
        {at !== null && (
          <>
            {' '}
            (<RelativeTime at={at} />)
          </>
        )}
      </span>
      {mailId !== undefined && (
        <Button size="small" variant="quiet" onClick={() => void openMail(mailId)}>
          Open the mail
        </Button>
      )}
    </p>
  );
}

/** Why the newest mail did or did not arrive, in a sentence, with what to do. */
export function MailVerdict(verdict: AccountDetail['mailVerdict']) {
  const { tone, sentence, advice, inMailSettings, mailId, reply, at, steps } = verdict;
  const openMail = useOpenMail();
  return (
    <PersonSection title="Did the mail arrive?">
      <Notice
        tone={tone}
        title={<ForeignText>{sentence}</ForeignText>}
        announced={false}
        action={
          mailId === undefined
            ? undefined
            : { label: 'Open the mail', onClick: () => void openMail(mailId) }
        }
      >
        {advice}
        {inMailSettings && (
          <>
            {' '}
            <Link to="/settings/$section" params={{ section: 'mail' }}>
              Open the mail settings
            </Link>
          </>
        )}
        {reply !== null && (
          <>
            {' '}
            The server said: <ForeignText>{reply}</ForeignText>
          </>
        )}
        {at !== null && (
          <>
            {' '}
            (<RelativeTime at={at} />)
          </>
        )}
      </Notice>
      <Timeline
        items={steps.map((step, index) => ({
          ...step,
          id: index,
          title: <ForeignText>{step.title}</ForeignText>,
          detail: step.detail === null ? undefined : <ForeignText>{step.detail}</ForeignText>,
        }))}
      />
    </PersonSection>
  );
}
