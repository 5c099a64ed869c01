import { keepPreviousData } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { SearchX } from 'lucide-react';

import { formatPeopleQuery, parsePeopleQuery } from '../../../shared/people-query.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { filtersOf, wordsOf } from './query-chips.ts';
import { SimilarPeople } from './similar-people.tsx';
import { useIndexState } from './use-index-state.ts';
import { WayBackButton } from '../leaving/way-back-button.tsx';

interface PeopleListEmptyProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Which list says how many there are without the filter, and who may have been meant. */
  readonly list: 'accounts' | 'registrations';
}

/**
 * No one matches: what one would find without the filter, among all users or by another name, and the
 * way there.
 */
export function PeopleListEmpty({ text, onText, list }: PeopleListEmptyProps) {
  const navigate = useNavigate();
  const index = useIndexState();
  const words = wordsOf(text);
  const filters = filtersOf(text);
  const query = parsePeopleQuery(text);
  const filtered = query.conditions.length > 0;
  const { data } = useQueryOf(`${list}.count`, { query: words }, { enabled: filtered });
  const without = filtered ? data?.total : 0;
  const looksInUsers = list === 'registrations' && words !== '' && without === 0;
  const { data: users } = useQueryOf('accounts.count', { query: words }, { enabled: looksInUsers });
  const inUsers = looksInUsers ? users?.total : 0;
  const { data: similar } = useQueryOf(
    `${list}.similar`,
    { query: text.trim() },
    // Those that one sees stay to be chosen by their keys until others have come.
    { enabled: words !== '' && without === 0 && inUsers === 0, placeholderData: keepPreviousData },
  );
  const clear = <WayBackButton onClick={() => onText('')}>Clear the search</WayBackButton>;
  const title = words === '' ? 'Nobody here.' : `No one matches “${words}”.`;
  if (index?.state === 'building') {
    return (
      <EmptyState
        icon={SearchX}
        title={words === '' ? 'Nobody found yet.' : `“${words}” is not found yet.`}
        text="Until the search index is built, only the newest people are searched. Who matches then appears here."
        action={clear}
      />
    );
  }
  if (without !== undefined && without > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title={title}
        text={`Without the filter “${filters}”: ${without.toLocaleString('en-GB')}.`}
        action={<WayBackButton onClick={() => onText(words)}>Drop the filter</WayBackButton>}
      />
    );
  }
  if (inUsers !== undefined && inUsers > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title={title}
        text={`In Users, which has also those who do not wait: ${inUsers.toLocaleString('en-GB')}.`}
        action={
          <>
            <Button onClick={() => void navigate({ to: '/users', search: { q: words } })}>
              Show in Users
            </Button>
            {clear}
          </>
        }
      />
    );
  }
  if (similar !== undefined && similar.people.length > 0) {
    const searchFor = (meant: string) => {
      const kept = query.words.filter(({ negated }) => negated);
      onText(formatPeopleQuery({ ...query, words: [...kept, { text: meant, negated: false }] }));
    };
    return (
      <EmptyState
        icon={SearchX}
        title={title}
        text="Similar:"
        action={
          <>
            <SimilarPeople
              people={similar.people}
              onChoose={({ email, username }) => searchFor(email || username)}
            />
            {clear}
          </>
        }
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title={title}
      text="The search looks at user names, names and addresses, and every word must occur. Try a part of a word, fewer words, or another spelling."
      action={clear}
    />
  );
}
