import { SearchX } from 'lucide-react';

import { parsePeopleQuery } from '../../shared/people-query.ts';
import { useQueryOf } from '../query/use-query-of.ts';
import { Button } from '../ui/button.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { filtersOf, wordsOf } from './query-chips.ts';

interface PeopleListEmptyProps {
  readonly text: string;
  readonly onText: (text: string) => void;
  /** Which list counts how many there are without the filter. */
  readonly count: 'accounts.count' | 'registrations.count';
}

/** No one matches: what one would find without the filter, and the way there. */
export function PeopleListEmpty({ text, onText, count }: PeopleListEmptyProps) {
  const words = wordsOf(text);
  const filters = filtersOf(text);
  const filtered = parsePeopleQuery(text).conditions.length > 0;
  const { data } = useQueryOf(count, { query: words }, { enabled: filtered });
  const title = words === '' ? 'Nobody here.' : `No one matches “${words}”.`;
  const without = data?.total ?? 0;
  if (filtered && without > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title={title}
        text={`Without the filter “${filters}”: ${without.toLocaleString('en-GB')}.`}
        action={<Button onClick={() => onText(words)}>Drop the filter</Button>}
      />
    );
  }
  return (
    <EmptyState
      icon={SearchX}
      title={title}
      text="The search looks at user names, names and addresses, and every word must occur. Try the beginning of a word, fewer words, or another spelling."
      action={<Button onClick={() => onText('')}>Clear the search</Button>}
    />
  );
}
