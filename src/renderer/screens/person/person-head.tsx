import {
  ArrowLeft,
  ChevronDown,
  ChevronUp,
  CircleCheck,
  CircleSlash,
  MailCheck,
  PenLine,
} from 'lucide-react';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import type { PendingRow } from '../../../shared/contract/registrations.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { activationWords } from '../../app/people/activation-words.ts';
import { targetOf } from '../../app/list/list-target.ts';
import { useFallbackFocus } from '../../app/list/use-fallback-focus.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PendingMenu } from '../pending/pending-row-actions.tsx';
import { SignUpButtons } from '../pending/sign-up-buttons.tsx';
import type { PendingActs } from '../pending/use-pending-acts.ts';
import { RoleBadges, StateBadge } from '../../app/people/account-badges.tsx';
import styles from '../users/person.module.css';
import type { UserActs } from '../users/use-user-acts.ts';
import { UserMenu } from '../users/user-row-actions.tsx';
import { Moment } from '../users/users-columns.tsx';
import type { Neighbours } from './use-neighbours.ts';

interface PersonHeadProps {
  readonly account: AccountDetail;
  readonly acts: UserActs;
  readonly signUpActs: PendingActs;
  /** Null for who has not only just signed up. */
  readonly stage: PendingRow['stage'] | null;
  readonly blocked: string | undefined;
  readonly neighbours: Neighbours;
  readonly onBack: () => void;
}

/** Who it is, in what state, and what can be done. */
export function PersonHead(props: PersonHeadProps) {
  const keymap = useKeymap();
  const heading = useFallbackFocus<HTMLHeadingElement>();
  const { account, acts, signUpActs, stage, blocked, neighbours, onBack } = props;
  const { id, username, name, state } = account;
  const target = targetOf(account);
  const isActive = state === 'active';
  return (
    <header className={styles['head']}>
      <div className={styles['back']}>
        <IconButton
          icon={ArrowLeft}
          label="Back to the list"
          keys={keymap['person.back']}
          onClick={onBack}
        />
      </div>
      <div className={styles['who']}>
        <h1 ref={heading} className={styles['name']} tabIndex={-1}>
          <ForeignText>{name || username}</ForeignText>
        </h1>
        <p className={styles['line']}>
          <span className={styles['handle']}>
            <ForeignText>{username}</ForeignText>
          </span>
          <span className={styles['number']}>#{id}</span>
          <CopyButton value={String(id)} label="Copy the number" />
          <StateBadge state={state} />
          <RoleBadges {...account} />
        </p>
        <Contact account={account} />
      </div>
      <div className={styles['acts']}>
        <Place neighbours={neighbours} />
        {stage === null ? (
          <Button
            icon={isActive ? CircleSlash : CircleCheck}
            keys={keymap[isActive ? 'deactivate' : 'activate']}
            pending={acts.pending !== null}
            disabledReason={blocked}
            onClick={() => (isActive ? acts.deactivate(target) : acts.activate(target, state))}
          >
            {isActive ? 'Deactivate' : activationWords(state).verb}
          </Button>
        ) : (
          <SignUpButtons
            {...{ target, stage, blocked }}
            icon={CircleCheck}
            acts={signUpActs}
            mailFailed={account.mailVerdict.tone === 'danger'}
          />
        )}
        <Button
          variant={stage === null ? 'primary' : 'secondary'}
          icon={PenLine}
          keys={
            stage === 'unconfirmed' ? undefined : keymap[stage === null ? 'edit' : 'change-email']
          }
          disabledReason={blocked}
          onClick={() => acts.open({ kind: 'edit', id, name: account.username })}
        >
          Edit
        </Button>
        {stage === null ? (
          <UserMenu {...{ target, state, acts, blocked }} />
        ) : (
          <PendingMenu row={{ id, username, stage }} acts={signUpActs} blocked={blocked} />
        )}
      </div>
    </header>
  );
}

/** Where mail reaches the person, and when they were here. */
function Contact({ account }: { readonly account: AccountDetail }) {
  const { email, emailConfirmedAt, lastLogin, sessions } = account;
  return (
    <p className={styles['line']}>
      {email === '' ? (
        <span>No e-mail address</span>
      ) : (
        <>
          <ForeignText className={styles['email']}>{email}</ForeignText>
          <CopyButton value={email} label="Copy the e-mail address" />
          {emailConfirmedAt !== null && (
            <span className={styles['proved']}>
              <Icon glyph={MailCheck} size={12} /> confirmed <Moment at={emailConfirmedAt} />
            </span>
          )}
        </>
      )}
      <span className={styles['fact']}>
        {lastLogin === null ? (
          'Never signed in'
        ) : (
          <>
            Last sign-in <Moment at={lastLogin} />
          </>
        )}
      </span>
      {sessions > 0 && (
        <span className={styles['fact']}>
          {sessions === 1 ? '1 session' : `${sessions.toLocaleString('en-GB')} sessions`}
        </span>
      )}
    </p>
  );
}

/** Where the person stands in the list one came from, and the way to the next. */
function Place({ neighbours }: { readonly neighbours: Neighbours }) {
  const keymap = useKeymap();
  const { place, total, goPrevious, goNext } = neighbours;
  if (place === null) return null;
  return (
    <div className={styles['place']}>
      <span>
        {place.toLocaleString('en-GB')}
        {total !== null && ` of ${total.toLocaleString('en-GB')}`}
      </span>
      <IconButton
        icon={ChevronUp}
        label="Previous person"
        keys={keymap['person.previous']}
        disabledReason={goPrevious ? undefined : 'This is the first one.'}
        onClick={goPrevious}
      />
      <IconButton
        icon={ChevronDown}
        label="Next person"
        keys={keymap['person.next']}
        disabledReason={goNext ? undefined : 'This is the last one.'}
        onClick={goNext}
      />
    </div>
  );
}
