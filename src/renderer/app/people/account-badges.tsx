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

const STATES: Readonly<Record<AccountState, readonly [Tone, Glyph, string]>> = {
  active: ['ok', CircleCheck, 'Active'],
  pending: ['waiting', Clock, 'Pending'],
  'to-approve': ['waiting', UserRoundCheck, 'To approve'],
  expired: ['warn', ClockAlert, 'Link ended'],
  inactive: ['neutral', CircleSlash, 'Inactive'],
};

/** A state as it is called on screen. */
export function stateWord(state: AccountState): string {
  return STATES[state][2];
}

export function StateBadge({ state }: Pick<AccountRow, 'state'>) {
  const [tone, icon, word] = STATES[state];
  return (
    <Badge variant="plain" tone={tone} icon={icon}>
      {word}
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
