import { Link } from '@tanstack/react-router';

import type { RegistrationPolicy } from '../../../shared/contract/settings.ts';
import { counted } from '../../app/counted.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { RefusedAddresses } from './refused-addresses.tsx';
import type { RegistrationValues } from './registration-values.ts';
import styles from './settings.module.css';

const SEEN: Readonly<Record<RegistrationPolicy, string>> = {
  open: 'The register page shows its form. Who signs up gets a mail and follows its link.',
  approval:
    'The register page shows its form. Who has followed the link of the mail reads that an administrator looks at it.',
  invitation: 'The register page shows its form to who comes by an invitation, while that is good.',
  closed: 'The register page leads to one that says that registration is closed.',
};

/** What a visitor meets under the values as typed. */
export function RegistrationEffect({ values }: { readonly values: RegistrationValues }) {
  const { policy, closedMessage } = values;
  return (
    <>
      <h3 className={styles['heading']}>What visitors see</h3>
      <p>{SEEN[policy]}</p>
      {policy === 'invitation' && (
        <p>Everybody else is led to the page that says that registration is closed.</p>
      )}
      {(policy === 'invitation' || policy === 'closed') && closedMessage.trim() !== '' && (
        <blockquote className={styles['quote']}>
          <bdi>{closedMessage}</bdi>
        </blockquote>
      )}
      {policy === 'invitation' && <OpenInvitations />}
      <RefusedAddresses />
      <p className={styles['quiet']}>
        Links that are out already follow the number of days too, from the moment they were sent.
      </p>
    </>
  );
}

function OpenInvitations() {
  const { data } = useQueryOf('invitations.list', {});
  const open = data?.rows.filter(({ state }) => state === 'open').length;
  return (
    <p>
      {open !== undefined && `${counted(open, 'invitation')} can be used now. `}
      <Link to="/settings/$section" params={{ section: 'invitations' }}>
        Open the invitations
      </Link>
    </p>
  );
}
