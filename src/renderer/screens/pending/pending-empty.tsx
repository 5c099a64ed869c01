import { SearchX, UserRoundCheck } from 'lucide-react';

import type { PendingViews } from '../../../shared/contract/registrations.ts';
import type { PendingSearch } from '../../app/search-params.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';

interface PendingEmptyProps {
  readonly search: PendingSearch;
  readonly onSearch: (changes: PendingSearch) => void;
  readonly views: PendingViews | undefined;
}

const VIEW_NAMES = {
  'to-approve': 'to approve',
  expiring: 'ends within a day',
  expired: 'ended',
  'mail-held': 'mail held',
  'mail-failed': 'mail failed',
} as const;

/** Nobody waits, or nobody who matches: each with the one act that helps. */
export function PendingEmpty({ search, onSearch, views }: PendingEmptyProps) {
  const { data: status } = useQueryOf('application.status', {});
  const { q = '', view } = search;
  if (view !== undefined && (views?.all ?? 0) > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title={q === '' ? 'Nobody here.' : `No one matches “${q}”.`}
        text={`Without the filter “${VIEW_NAMES[view]}”: ${views?.all.toLocaleString('en-GB')}.`}
        action={<Button onClick={() => onSearch({ view: undefined })}>Drop the filter</Button>}
      />
    );
  }
  if (q !== '') {
    return (
      <EmptyState
        icon={SearchX}
        title={`No one matches “${q}”.`}
        text="The search looks at user names, names and e-mail addresses of sign-ups that wait."
        action={
          <Button onClick={() => onSearch({ q: undefined, view: undefined })}>
            Clear the search
          </Button>
        }
      />
    );
  }
  const register = status?.addresses.accountsSite && `${status.addresses.accountsSite}register/`;
  return (
    <EmptyState
      icon={UserRoundCheck}
      title="Nobody is waiting."
      text="Who signs up appears here until they follow the link in their mail, or you activate them."
      action={
        register && (
          <Button onClick={() => window.open(register, '_blank', 'noreferrer')}>
            Open the register page
          </Button>
        )
      }
    />
  );
}
