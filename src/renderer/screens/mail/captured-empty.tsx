import { Inbox, SearchX } from 'lucide-react';

import { RegisterPageButton } from '../../app/register-page-button.tsx';
import { TestSignUpButton } from '../../app/acts/test-sign-up-button.tsx';
import { WayBackButton } from '../../app/leaving/way-back-button.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { CaptureAddress } from './capture-address.tsx';

interface CapturedEmptyProps {
  readonly search: string;
  readonly unreadOnly: boolean;
  readonly onClear: () => void;
}

/** Nothing was caught, or nothing matches: what comes here, and the way there. */
export function CapturedEmpty({ search, unreadOnly, onClear }: CapturedEmptyProps) {
  const { data: counts } = useQueryOf('application.counts', {});
  const { data: status } = useQueryOf('application.status', {});
  if (search !== '' || unreadOnly) {
    return (
      <EmptyState
        icon={SearchX}
        title={search === '' ? 'Everything has been read.' : `No mail matches “${search}”.`}
        action={<WayBackButton onClick={onClear}>Show all mails</WayBackButton>}
      />
    );
  }
  if (status !== undefined && status.readOnly !== null) {
    const text = `${status.readOnly} Nothing is caught meanwhile.`;
    return <EmptyState icon={Inbox} title="No mail." text={text} />;
  }
  const leaves = counts?.delivery.kind === 'smtp' ? counts.delivery.name : null;
  return (
    <EmptyState
      icon={Inbox}
      title="No mail yet."
      text={
        <>
          <p>
            {leaves === null
              ? 'What the site sends is caught here and goes nowhere else. Sign somebody up to see the first one.'
              : `The site’s mail leaves through ${showTurns(leaves)} now.`}
          </p>
          <CaptureAddress />
        </>
      }
      action={
        leaves === null ? (
          <>
            <RegisterPageButton />
            <TestSignUpButton />
          </>
        ) : undefined
      }
    />
  );
}
