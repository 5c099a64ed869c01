import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import type { PendingRow } from '../../../shared/contract/registrations.ts';
import { Facts } from '../../ui/facts.tsx';
import { ProbablyMeant } from '../pending/probably-meant.tsx';
import type { PendingActs } from '../pending/use-pending-acts.ts';
import { AccountStory } from '../users/account-story.tsx';
import { MailVerdict, NewestMail } from '../users/mail-verdict.tsx';
import { personDetails } from '../users/person-facts.tsx';
import { PersonSection } from '../users/person-section.tsx';
import styles from '../users/person.module.css';
import { SignUpReason } from '../users/sign-up-reason.tsx';
import { SiteSessions } from '../users/site-sessions.tsx';
import type { UserActs } from '../users/use-user-acts.ts';
import { PersonAlike } from './person-alike.tsx';
import { PersonGroups } from './person-groups.tsx';
import { PersonNotes } from './person-notes.tsx';

interface PersonOverviewProps {
  readonly account: AccountDetail;
  readonly acts: UserActs;
  readonly signUpActs: PendingActs;
  /** Null for who has not only just signed up. */
  readonly stage: PendingRow['stage'] | null;
  readonly blocked: string | undefined;
  readonly rightsBlocked: string | undefined;
  readonly onCompare: (otherId: number) => void;
}

/** What happened to somebody, and beside it what is known of them. */
export function PersonOverview(props: PersonOverviewProps) {
  const { account, acts, signUpActs, stage, blocked, rightsBlocked, onCompare } = props;
  const { signUp, mailVerdict } = account;
  const { tone, advice } = mailVerdict;
  // Of who is in already nobody asks whether their mail came, unless there is something to do about it.
  const isSettled = stage === null && advice === null && (tone === 'ok' || tone === 'neutral');
  return (
    <div className={styles['tab']}>
      <div className={styles['columns']}>
        <div className={styles['main']}>
          {stage === 'unconfirmed' && (
            <ProbablyMeant
              id={account.id}
              blocked={blocked}
              onUse={(start) => signUpActs.open({ kind: 'email', id: account.id, start })}
            />
          )}
          {isSettled ? <NewestMail {...mailVerdict} /> : <MailVerdict {...mailVerdict} />}
          <AccountStory id={account.id} filters />
        </div>
        <div className={styles['side']}>
          <PersonNotes {...{ account, acts, blocked }} />
          <PersonSection title="Facts">
            <Facts items={personDetails(account)} />
          </PersonSection>
          {signUp && <SignUpReason signUp={signUp} />}
          <PersonGroups account={account} blocked={rightsBlocked} />
          <SiteSessions account={account} blocked={blocked} />
          <PersonAlike id={account.id} onCompare={onCompare} />
        </div>
      </div>
    </div>
  );
}
