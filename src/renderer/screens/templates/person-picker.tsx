import { useMemo, useState } from 'react';

import { useSettled } from '../../app/list/use-settled.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Combobox } from '../../ui/combobox.tsx';
import type { PreviewPerson } from './use-template-preview.ts';

interface PersonPickerProps {
  readonly person: PreviewPerson | null;
  readonly onChoose: (person: PreviewPerson) => void;
}

/** Whom the mail is shown for: found by name or address, the newest sign-up first. */
export function PersonPicker({ person, onChoose }: PersonPickerProps) {
  const [typed, setTyped] = useState('');
  const search = useSettled(typed);
  const { data } = useQueryOf(
    'templates.people',
    { search },
    { placeholderData: (previous) => previous },
  );
  const people = data?.people ?? [];
  // The same object for the same person: another one would undo what is typed.
  const chosen = useMemo(() => person && itemOf(person), [person]);
  return (
    <Combobox
      label="Shown for"
      items={people.map(itemOf)}
      value={chosen}
      onChange={({ value }) => {
        const found = people.find(({ id }) => String(id) === value);
        if (found) onChoose(found);
      }}
      // The name that is chosen is no search.
      onSearch={(text) => setTyped(text === chosen?.label ? '' : text)}
      placeholder="A made-up person: there is nobody yet"
      empty="Nobody is called so."
    />
  );
}

function itemOf({ id, username, email }: PreviewPerson) {
  return { value: String(id), label: username, detail: email };
}
