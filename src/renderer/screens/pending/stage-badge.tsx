import { CircleDashed, ClockAlert, UserRoundCheck } from 'lucide-react';

import type { PendingRow } from '../../../shared/contract/registrations.ts';
import { Badge } from '../../ui/badge.tsx';
import { Countdown } from '../../ui/countdown.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from '../../app/people/account.module.css';
import { STATE_WORDS } from '../../app/people/state-words.ts';

/** What is missing: the click on the link, and an approval after it for who needs one. */
export function StageBadge(row: Pick<PendingRow, 'stage' | 'needsApproval' | 'expired'>) {
  const { stage, needsApproval, expired } = row;
  if (stage === 'to-approve') {
    return (
      <Badge
        variant="plain"
        tone="waiting"
        icon={UserRoundCheck}
        title="The link was followed: the address is confirmed, and an approval is missing."
      >
        {STATE_WORDS['to-approve']}
      </Badge>
    );
  }
  if (needsApproval) {
    return (
      <Badge variant="plain" icon={expired ? ClockAlert : CircleDashed}>
        {STATE_WORDS[expired ? 'expired' : 'pending']}
      </Badge>
    );
  }
  return (
    <span
      className={styles['quiet']}
      title="No approval needed: following the link makes the account active at once."
    >
      – <VisuallyHidden>No approval needed</VisuallyHidden>
    </span>
  );
}

/** How long the link works; who has followed it waits without an end. */
export function LinkEnd({ stage, expiresAt }: Pick<PendingRow, 'stage' | 'expiresAt'>) {
  return stage === 'to-approve' ? (
    <span className={styles['quiet']} title="The link was followed. An approval may take its time.">
      –
    </span>
  ) : (
    <Countdown until={expiresAt} />
  );
}
