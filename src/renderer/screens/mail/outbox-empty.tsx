import { SearchX, Send } from 'lucide-react';

import { RegisterPageButton } from '../../app/register-page-button.tsx';
import { TestSignUpButton } from '../../app/acts/test-sign-up-button.tsx';
import { WayBackButton } from '../../app/leaving/way-back-button.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { OutboxView } from './outbox-toolbar.tsx';

const NOTHING: Readonly<Record<OutboxView, string>> = {
  all: 'Nothing has been sent yet.',
  held: 'No mail is held.',
  waiting: 'No mail waits.',
  failed: 'No mail has failed.',
  sent: 'Nothing has been sent yet.',
};

interface OutboxEmptyProps {
  readonly search: string;
  readonly view: OutboxView;
  readonly onClear: () => void;
}

/** No mail, or none that matches: what passes through here, and the way there. */
export function OutboxEmpty({ search, view, onClear }: OutboxEmptyProps) {
  const { data: status } = useQueryOf('application.status', {});
  if (search === '' && view === 'all') {
    const readOnly = status?.readOnly ?? null;
    const next =
      readOnly === null
        ? 'Sign somebody up to see the first one.'
        : `${readOnly} Nothing is sent meanwhile.`;
    return (
      <EmptyState
        icon={Send}
        title={NOTHING.all}
        text={`Every mail of the site passes through here, with what became of it. ${next}`}
        action={
          readOnly === null ? (
            <>
              <RegisterPageButton />
              <TestSignUpButton />
            </>
          ) : undefined
        }
      />
    );
  }
  return (
    <EmptyState
      icon={search === '' ? Send : SearchX}
      title={search === '' ? NOTHING[view] : `No mail matches “${search}”.`}
      action={<WayBackButton onClick={onClear}>Show all mails</WayBackButton>}
    />
  );
}
