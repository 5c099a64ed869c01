import {
  CircleCheck,
  CircleSlash,
  Clock,
  ClockAlert,
  Shield,
  ShieldCheck,
  UserRoundCheck,
} from 'lucide-react';

import type { AccountRow, AccountState } from '../../../shared/contract/accounts.ts';
import { Badge } from '../../ui/badge.tsx';
import type { Glyph } from '../../ui/icon.tsx';
import type { Tone } from '../../ui/tone.ts';
import styles from './account.module.css';
import { STATE_WORDS } from './state-words.ts';

const LOOKS: Readonly<Record<AccountState, readonly [Tone, Glyph]>> = {
  active: ['ok', CircleCheck],
  pending: ['waiting', Clock],
  'to-approve': ['waiting', UserRoundCheck],
  expired: ['warn', ClockAlert],
  inactive: ['neutral', CircleSlash],
};

export function StateBadge({ state }: Pick<AccountRow, 'state'>) {
  const [tone, icon] = LOOKS[state];
  return (
    <Badge variant="plain" tone={tone} icon={icon}>
      {STATE_WORDS[state]}
    </Badge>
  );
}

/** What somebody may do beyond using the site; nothing for most. */
export function RoleBadges({ isStaff, isSuperuser }: Pick<AccountRow, 'isStaff' | 'isSuperuser'>) {
  return (
    <span className={styles['badges']}>
      {isSuperuser && <Badge icon={ShieldCheck}>Superuser</Badge>}
      {isStaff && !isSuperuser && <Badge icon={Shield}>Staff</Badge>}
    </span>
  );
}
