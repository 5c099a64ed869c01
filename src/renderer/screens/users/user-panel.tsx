import { CircleCheck, CircleSlash, Maximize2, PenLine } from 'lucide-react';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import type { SessionState } from '../../../shared/contract/session.ts';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { activationWords } from '../../app/people/activation-words.ts';
import { PartFailed } from '../../app/acts/call-failed.tsx';
import { targetOf } from '../../app/list/list-target.ts';
import type { CallError } from '../../query/call-error.ts';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { RoleBadges, StateBadge } from '../../app/people/account-badges.tsx';
import { AccountRoles } from './account-roles.tsx';
import { AccountStory } from './account-story.tsx';
import { MailVerdict } from './mail-verdict.tsx';
import styles from '../../app/people/account.module.css';
import { personFacts } from './person-facts.tsx';
import { SignUpReason } from './sign-up-reason.tsx';
import { SiteSessions } from './site-sessions.tsx';
import type { UserActs } from './use-user-acts.ts';
import { UserMenu } from './user-row-actions.tsx';

interface UserPanelProps {
  readonly person: {
    readonly data: AccountDetail | undefined;
    readonly error: CallError | null;
    readonly refetch: () => unknown;
  };
  readonly session: SessionState | undefined;
  readonly acts: UserActs;
  readonly blocked: string | undefined;
  readonly onClose: () => void;
  /** Opens the person's page. */
  readonly onOpen: (id: number) => void;
}

/** Somebody's facts, rights and story. */
export function UserPanel({ person, session, acts, blocked, onClose, onOpen }: UserPanelProps) {
  const keymap = useKeymap();
  const { data, error, refetch } = person;
  if (data === undefined || error) {
    return (
      <Panel storageKey="users" label="Person" title="Person" onClose={onClose}>
        {error ? (
          <PartFailed error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows count={8} />
        )}
      </Panel>
    );
  }
  const target = targetOf(data);
  const isActive = data.state === 'active';
  return (
    <Panel
      storageKey="users"
      label={`Account of ${target.label}`}
      title={<ForeignText>{data.name || data.username}</ForeignText>}
      subtitle={
        <span className={styles['badges']}>
          <StateBadge state={data.state} />
          <RoleBadges {...data} />
        </span>
      }
      onClose={onClose}
      actions={
        <>
          <IconButton
            icon={Maximize2}
            label="Open the page"
            keys={keymap['list.open']}
            onClick={() => onOpen(data.id)}
          />
          <UserMenu state={data.state} {...{ target, acts, blocked }} />
        </>
      }
      footer={
        <>
          <Button
            variant="primary"
            icon={PenLine}
            keys={keymap.edit}
            disabledReason={blocked}
            onClick={() => acts.open({ kind: 'edit', id: data.id, name: data.username })}
          >
            Edit
          </Button>
          <Button
            icon={isActive ? CircleSlash : CircleCheck}
            keys={keymap[isActive ? 'deactivate' : 'activate']}
            pending={acts.pending !== null}
            disabledReason={blocked}
            onClick={() => (isActive ? acts.deactivate(target) : acts.activate(target, data.state))}
          >
            {isActive ? 'Deactivate' : activationWords(data.state).verb}
          </Button>
        </>
      }
    >
      <Facts items={personFacts(data)} />
      <AccountRoles
        account={data}
        disabled={blocked !== undefined || !session?.person?.isSuperuser}
      />
      <SiteSessions account={data} blocked={blocked} />
      {data.signUp && <SignUpReason signUp={data.signUp} />}
      <MailVerdict {...data.mailVerdict} />
      <AccountStory id={data.id} />
    </Panel>
  );
}
