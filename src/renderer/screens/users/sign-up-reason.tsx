import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import { Facts, type Fact } from '../../ui/facts.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import styles from '../../app/people/account.module.css';
import { PersonSection } from './person-section.tsx';

/** What is known of a sign-up: the person's own words, where they came from, who had invited them. */
export function SignUpReason({
  signUp,
}: {
  readonly signUp: NonNullable<AccountDetail['signUp']>;
}) {
  const { joinReason, address, invitation } = signUp;
  const facts: Fact[] = [];
  if (address !== '') facts.push({ label: 'Came from', value: address, copy: address, mono: true });
  if (invitation !== null)
    facts.push({ label: 'Invitation', value: <ForeignText>{invitation}</ForeignText> });
  if (joinReason === '' && facts.length === 0) return null;
  return (
    <PersonSection title={joinReason === '' ? 'Sign-up' : 'Why they want to join'}>
      {joinReason !== '' && (
        <blockquote className={styles['quote']} dir="auto">
          {showTurns(joinReason)}
        </blockquote>
      )}
      <Facts items={facts} />
    </PersonSection>
  );
}
