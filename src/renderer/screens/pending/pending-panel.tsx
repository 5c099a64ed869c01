import { Check, Maximize2 } from 'lucide-react';

import type { PendingRow } from '../../../shared/contract/registrations.ts';
import { PartFailed } from '../../app/acts/call-failed.tsx';
import { isolated } from '../../app/counted.ts';
import { targetOf } from '../../app/list/list-target.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Facts } from '../../ui/facts.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { AccountStory } from '../users/account-story.tsx';
import { SignUpReason } from '../users/sign-up-reason.tsx';
import { MailBadge } from './mail-badge.tsx';
import { PendingMenu } from './pending-row-actions.tsx';
import { SignalSentences } from './signal-badges.tsx';
import { SignUpButtons } from './sign-up-buttons.tsx';
import { LinkEnd, StageBadge } from './stage-badge.tsx';
import { ProbablyMeant } from './probably-meant.tsx';
import type { PendingActs } from './use-pending-acts.ts';

interface PendingPanelProps {
  readonly row: PendingRow;
  /** The person has left the list meanwhile. */
  readonly left: boolean;
  readonly acts: PendingActs;
  readonly blocked: string | undefined;
  /** Shows the person's page. */
  readonly onOpen: () => void;
  readonly onClose: () => void;
}

/** The sign-up under the cursor: its facts, what happened so far, and what can be done. */
export function PendingPanel(props: PendingPanelProps) {
  const { row, left, acts, blocked, onOpen, onClose } = props;
  const { data, error, refetch } = useQueryOf('accounts.get', { id: row.id });
  const target = targetOf(row);
  return (
    <Panel
      storageKey="pending"
      label={`Sign-up of ${target.label}`}
      title={<ForeignText>{row.name || row.username}</ForeignText>}
      subtitle={<ForeignText>{row.email}</ForeignText>}
      onClose={onClose}
      actions={
        <>
          <IconButton icon={Maximize2} label="Open the person’s page" onClick={onOpen} />
          <PendingMenu {...{ row, acts, blocked }} />
        </>
      }
      footer={
        <SignUpButtons
          {...{ target, acts, blocked }}
          icon={Check}
          stage={row.stage}
          mailFailed={row.mail.state === 'failed'}
        />
      }
    >
      {left && (
        <Notice tone="neutral" title={`${isolated(row.username)} is no longer in this list.`}>
          Move to go on with the next.
        </Notice>
      )}
      {row.stage === 'unconfirmed' && (
        <ProbablyMeant
          id={row.id}
          blocked={blocked}
          onUse={(start) => acts.open({ kind: 'email', id: row.id, start })}
        />
      )}
      <Facts
        items={[
          {
            label: 'User name',
            value: <ForeignText>{row.username}</ForeignText>,
            copy: row.username,
          },
          { label: 'E-mail', value: <ForeignText>{row.email}</ForeignText>, copy: row.email },
          { label: 'Signed up', value: <RelativeTime at={row.signedUpAt} /> },
          { label: 'Link ends', value: <LinkEnd {...row} /> },
          { label: 'Mail', value: <MailBadge mail={row.mail} /> },
          { label: 'Approval', value: <StageBadge {...row} /> },
          { label: 'Signals', value: <SignalSentences id={row.id} /> },
        ]}
      />
      {data?.signUp && <SignUpReason signUp={data.signUp} />}
      <AccountStory id={row.id} />
      {!data &&
        (error ? (
          <PartFailed error={error} onRetry={() => void refetch()} />
        ) : (
          <SkeletonRows count={4} />
        ))}
    </Panel>
  );
}
