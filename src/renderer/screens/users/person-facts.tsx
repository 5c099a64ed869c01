import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import { Countdown } from '../../ui/countdown.tsx';
import type { Fact } from '../../ui/facts.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import styles from '../../app/people/account.module.css';
import { STATE_WORDS } from '../../app/people/state-words.ts';
import { Moment } from './users-columns.tsx';

/** What is known of an account in a word each, for the panel and the page. */
export function personFacts(account: AccountDetail): Fact[] {
  const { username, registration, groups, notes } = account;
  const facts: Fact[] = [
    { label: 'User name', value: <ForeignText>{username}</ForeignText>, copy: username },
    emailFact(account),
    { label: 'Number', value: `#${account.id}`, copy: String(account.id) },
    { label: 'Joined', value: <Moment at={account.dateJoined} /> },
    { label: 'Last sign-in', value: <Moment at={account.lastLogin} /> },
    { label: 'Password', value: account.password },
  ];
  if (groups.length > 0)
    facts.push({ label: 'Groups', value: <ForeignText>{groups.join(', ')}</ForeignText> });
  if (notes > 0) facts.push({ label: 'Notes', value: String(notes) });
  if (registration && (account.state === 'pending' || account.state === 'expired')) {
    facts.push({ label: 'Link ends', value: <Countdown until={registration.expiresAt} /> });
  }
  return facts;
}

/** The same at length: what the page has room for. */
export function personDetails(account: AccountDetail): Fact[] {
  const { registration, isStaff, isSuperuser } = account;
  const facts: Fact[] = [
    { label: 'Joined', value: <Moment at={account.dateJoined} /> },
    { label: 'Last sign-in', value: <Moment at={account.lastLogin} /> },
    { label: 'Password', value: account.password },
    { label: 'Role', value: isSuperuser ? 'Superuser' : isStaff ? 'Staff' : 'Member' },
    { label: 'Registration', value: registrationWords(account) },
  ];
  if (registration && (account.state === 'pending' || account.state === 'expired')) {
    facts.push({ label: 'Link ends', value: <Countdown until={registration.expiresAt} /> });
  }
  return facts;
}

function emailFact({ email, emailConfirmedAt }: AccountDetail): Fact {
  if (email === '')
    return { label: 'E-mail', value: <span className={styles['quiet']}>none</span> };
  const proof =
    emailConfirmedAt === null ? null : (
      <>
        {' '}
        <span className={styles['quiet']}>
          (confirmed <Moment at={emailConfirmedAt} />)
        </span>
      </>
    );
  return {
    label: 'E-mail',
    copy: email,
    value: (
      <>
        <ForeignText>{email}</ForeignText>
        {proof}
      </>
    ),
  };
}

function registrationWords({ registration, state }: AccountDetail): string {
  if (registration === null) return 'Made without a registration';
  if (state === 'to-approve') return 'Confirmed, waits for an approval';
  if (state === 'pending') return STATE_WORDS.pending;
  return registration.activated ? 'Confirmed' : 'Never confirmed';
}
