import { ListFilter } from 'lucide-react';
import { useRef, useState } from 'react';

import { useQueryOf } from '../query/use-query-of.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Menu } from '../ui/menu.tsx';
import { filterEntries, type PeopleList } from './people-filters.ts';
import { useRunById } from './use-action-runner.ts';

interface AddFilterProps {
  readonly list: PeopleList;
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Everything that a list of people can be narrowed by, for whoever does not type it. */
export function AddFilter({ list, text, onText }: AddFilterProps) {
  const [isOpen, setIsOpen] = useState(false);
  const isTyped = useRef(false);
  const run = useRunById();
  const { data: groups } = useQueryOf('groups.list', {}, { enabled: isOpen });
  const names = groups?.rows.map(({ name }) => name) ?? [];
  const onTyped = () => {
    isTyped.current = true;
  };
  return (
    <Menu
      align="start"
      trigger={<IconButton icon={ListFilter} label="Add a filter" size="small" />}
      items={filterEntries(list, names, { text, onText }, onTyped)}
      onOpenChange={setIsOpen}
      finalFocus={() => {
        if (!isTyped.current) return true;
        isTyped.current = false;
        run('search');
        return false;
      }}
    />
  );
}
