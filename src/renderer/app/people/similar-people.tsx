import type { SimilarPeople as Found } from '../../../shared/contract/fields.ts';
import { Button } from '../../ui/button.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { useActions } from '../keys/actions.tsx';
import { useKeymap } from '../keys/keymap.tsx';
import styles from './similar-people.module.css';

const SLOTS = ['similar.1', 'similar.2', 'similar.3', 'similar.4', 'similar.5'] as const;

interface SimilarPeopleProps {
  readonly people: Found['people'];
  readonly onChoose: (person: Found['people'][number]) => void;
}

/** Who may have been meant, each with a number as its key. */
export function SimilarPeople({ people, onChoose }: SimilarPeopleProps) {
  const keymap = useKeymap();
  const offered = SLOTS.flatMap((id, at) => {
    const person = people[at];
    if (person === undefined) return [];
    const { name, username, email } = person;
    return [{ id, person, said: showTurns([name || username, email].filter(Boolean).join(' · ')) }];
  });
  useActions(
    offered.map(({ person, said, id }) => ({
      id,
      label: `Search for ${said}`,
      group: 'Similar names',
      run: () => onChoose(person),
    })),
  );
  return (
    <ul className={styles['people']} aria-label="Similar names">
      {offered.map(({ person, said, id }) => (
        <li key={person.id}>
          <Button variant="quiet" keys={keymap[id]} onClick={() => onChoose(person)}>
            {said}
          </Button>
        </li>
      ))}
    </ul>
  );
}
