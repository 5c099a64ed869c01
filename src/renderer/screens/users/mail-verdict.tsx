import { Link } from '@tanstack/react-router';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import { useOpenMail } from '../../app/use-open-mail.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { Timeline } from '../../ui/timeline.tsx';
import { PersonSection } from './person-section.tsx';

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
