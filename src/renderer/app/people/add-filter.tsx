import { ListFilter } from 'lucide-react';
import { useRef, useState } from 'react';

import type { SignalCounts } from '../../../shared/contract/registrations.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { useActions } from '../keys/actions.tsx';
import { filterEntries, type PeopleList } from './people-filters.ts';
import { useRunById } from '../keys/use-action-runner.ts';

interface AddFilterProps {
  readonly list: PeopleList;
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly signals?: SignalCounts | undefined;
}

/** Everything that a list of people can be narrowed by, for whoever does not type it. */
export function AddFilter({ list, text, onText, signals }: AddFilterProps) {
  const [isOpen, setIsOpen] = useState(false);
  /** An operator was written whose value is to be typed. */
  const [isTyped, setIsTyped] = useState(false);
  const run = useRunById();
  const trigger = useRef<HTMLButtonElement>(null);
  useActions([
    {
      id: 'filter',
      group: 'In a list',
      label: 'Add a filter…',
      keywords: 'narrow search only',
      icon: ListFilter,
      run: () => trigger.current?.click(),
    },
  ]);
  const { data: groups } = useQueryOf('groups.list', {}, { enabled: isOpen });
  const names = groups?.rows.map(({ name }) => name) ?? [];
  return (
    <Menu
      align="start"
      trigger={<IconButton ref={trigger} icon={ListFilter} label="Add a filter" size="small" />}
      items={filterEntries(list, names, { text, onText, signals }, () => setIsTyped(true))}
      onOpenChange={(opens) => {
        setIsOpen(opens);
        if (opens) setIsTyped(false);
      }}
      finalFocus={() => {
        if (isTyped) run('search');
        return !isTyped;
      }}
    />
  );
}
