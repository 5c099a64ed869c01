import type { SessionState } from '../../../shared/contract/session.ts';

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** Why a console is locked, and since when; nothing where that is not known. */
export function lockWords(
  { locked, idleLockMinutes }: Pick<SessionState, 'locked' | 'idleLockMinutes'>,
  isElsewhere: boolean,
): string {
  if (locked === null) return '';
  const at = `at ${clock.format(new Date(locked.at))}`;
  switch (locked.by) {
    case 'window':
      return isElsewhere
        ? `It was locked in another window ${at}.`
        : `It was locked by hand ${at}.`;
    case 'menu':
      return `It was locked by hand ${at}.`;
    case 'idle':
      return `Nobody was here for ${idleLockMinutes} min: it locked ${at}.`;
    case 'asleep':
      return `It locked ${at}, when the computer went to sleep.`;
    case 'screen':
      return `It locked ${at}, together with the computer’s screen.`;
  }
}
