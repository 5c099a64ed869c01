import { CircleCheck, CircleSlash, PenLine } from 'lucide-react';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import type { SessionState } from '../../../shared/contract/session.ts';
import { activationWords } from '../../app/activation-words.ts';
import { targetOf } from '../../app/list-target.ts';
import { useAct } from '../../app/use-act.ts';
import type { CallError } from '../../query/call-error.ts';
import { Button } from '../../ui/button.tsx';
import { Countdown } from '../../ui/countdown.tsx';
import { Facts, type Fact } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { Switch } from '../../ui/switch.tsx';
import { RoleBadges, StateBadge } from './account-badges.tsx';
import { AccountStory } from './account-story.tsx';
import { MailVerdict } from './mail-verdict.tsx';
import styles from './account.module.css';
import { SignUpReason } from './sign-up-reason.tsx';
import { SiteSessions } from './site-sessions.tsx';
import type { UserActs } from './use-user-acts.ts';
import { UserMenu } from './user-row-actions.tsx';
import { Moment } from './users-columns.tsx';

interface UserPanelProps {
  readonly person: { readonly data: AccountDetail | undefined; readonly error: CallError | null };
  readonly session: SessionState | undefined;
  readonly acts: UserActs;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
}

/** Somebody's facts, rights and story. */
export function UserPanel({ person, session, acts, blocked, onClose }: UserPanelProps) {
  const { data, error } = person;
  if (data === undefined || error) {
    return (
      <Panel storageKey="users" label="Person" title="Person" onClose={onClose}>
        {error ? <p role="alert">{error.message}</p> : <SkeletonRows count={8} />}
      </Panel>
    );
  }
  const target = targetOf(data);
  const isActive = data.state === 'active';
  return (
    <Panel
      storageKey="users"
      label={`Account of ${data.username}`}
      title={<bdi>{data.name || data.username}</bdi>}
      subtitle={
        <span className={styles['badges']}>
          <StateBadge state={data.state} />
          <RoleBadges {...data} />
        </span>
      }
      onClose={onClose}
      actions={<UserMenu state={data.state} {...{ target, acts, blocked }} />}
      footer={
        <>
          <Button
            variant="primary"
            icon={PenLine}
            keys="e"
            disabledReason={blocked}
            onClick={() => acts.open({ kind: 'edit', id: data.id })}
          >
            Edit
          </Button>
          <Button
            icon={isActive ? CircleSlash : CircleCheck}
            keys={isActive ? 'd' : 'a'}
            pending={acts.pending !== null}
            disabledReason={blocked}
            onClick={() => (isActive ? acts.deactivate(target) : acts.activate(target, data.state))}
          >
            {isActive ? 'Deactivate' : activationWords(data.state).verb}
          </Button>
        </>
      }
    >
      <Facts items={factsOf(data)} />
      <Rights account={data} disabled={blocked !== undefined || !session?.person?.isSuperuser} />
      <SiteSessions account={data} blocked={blocked} />
      {data.signUp && <SignUpReason signUp={data.signUp} />}
      {data.mailVerdict && <MailVerdict {...data.mailVerdict} />}
      <AccountStory id={data.id} />
    </Panel>
  );
}

function factsOf(account: AccountDetail): Fact[] {
  const { username, email, registration, groups } = account;
  const facts: Fact[] = [
    { label: 'User name', value: <bdi>{username}</bdi>, copy: username },
    {
      label: 'E-mail',
      value: email === '' ? <span className={styles['quiet']}>none</span> : <bdi>{email}</bdi>,
      copy: email === '' ? undefined : email,
    },
    { label: 'Number', value: `#${account.id}`, copy: String(account.id) },
    { label: 'Joined', value: <Moment at={account.dateJoined} /> },
    { label: 'Last sign-in', value: <Moment at={account.lastLogin} /> },
    { label: 'Password', value: account.password },
  ];
  if (groups.length > 0) facts.push({ label: 'Groups', value: <bdi>{groups.join(', ')}</bdi> });
  if (registration && !registration.activated && account.state !== 'to-approve') {
    facts.push({ label: 'Link ends', value: <Countdown until={registration.expiresAt} /> });
  }
  return facts;
}

interface RightsProps {
  readonly account: AccountDetail;
  readonly disabled: boolean;
}

/** Takes effect at once; the toast has the way back. */
function Rights({ account, disabled }: RightsProps) {
  const update = useAct('accounts.update');
  const set = (flags: { isStaff?: boolean; isSuperuser?: boolean }) => {
    const { id, revision, username, email, firstName, lastName, isStaff, isSuperuser } = account;
    const fields = { username, email, firstName, lastName, isStaff, isSuperuser };
    void update.run({ id, revision, ...fields, ...flags }, { done: 'changed', name: username });
  };
  return (
    <section className={styles['section']} aria-label="Rights">
      <h3 className={styles['heading']}>Rights</h3>
      <Switch
        label="Staff"
        description="May sign in to this console."
        checked={account.isStaff}
        disabled={disabled || update.pending}
        onChange={(isStaff) => set({ isStaff })}
      />
      <Switch
        label="Superuser"
        description="May do everything, settings and staff included."
        checked={account.isSuperuser}
        disabled={disabled || update.pending}
        onChange={(isSuperuser) => set({ isSuperuser })}
      />
    </section>
  );
}
