import type { SimilarPeople as Found } from '../../shared/contract/fields.ts';
import { Button } from '../ui/button.tsx';
import { showTurns } from '../ui/show-turns.ts';
import { useActions } from './actions.tsx';
import styles from './similar-people.module.css';

interface SimilarPeopleProps {
  readonly people: Found['people'];
  readonly onChoose: (person: Found['people'][number]) => void;
}

/** Who may have been meant, each with a number as its key. */
export function SimilarPeople({ people, onChoose }: SimilarPeopleProps) {
  const offered = people.map((person, at) => ({
    person,
    said: showTurns([person.name || person.username, person.email].filter(Boolean).join(' · ')),
    keys: String(at + 1),
  }));
  useActions(
    offered.map(({ person, said, keys }) => ({
      id: `similar-${keys}`,
      label: `Search for ${said}`,
      group: 'Similar names',
      keys,
      run: () => onChoose(person),
    })),
  );
  return (
    <ul className={styles['people']} aria-label="Similar names">
      {offered.map(({ person, said, keys }) => (
        <li key={person.id}>
          <Button variant="quiet" keys={keys} onClick={() => onChoose(person)}>
            {said}
          </Button>
        </li>
      ))}
    </ul>
  );
}
