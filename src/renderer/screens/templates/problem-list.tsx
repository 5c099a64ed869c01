import type { TemplateProblem } from '../../../shared/contract/templates.ts';
import { Button } from '../../ui/button.tsx';
import { ToneIcon } from '../../ui/tone-icon.tsx';
import { PART_NAMES } from './part-names.ts';
import styles from './templates.module.css';

interface ProblemListProps {
  readonly problems: readonly TemplateProblem[];
  readonly onShow: (problem: TemplateProblem) => void;
  readonly onMend: (problem: TemplateProblem) => void;
}

/** What is wrong, each with its place. A press leads there. */
export function ProblemList({ problems, onShow, onMend }: ProblemListProps) {
  return (
    <ul className={styles['problems']} aria-label="Problems" aria-live="polite">
      {problems.map((problem) => (
        <li key={`${problem.part} ${problem.line} ${problem.column} ${problem.message}`}>
          <ToneIcon tone={problem.severity === 'error' ? 'danger' : 'warn'} />
          <button type="button" className={styles['problem']} onClick={() => onShow(problem)}>
            <strong>{placeWords(problem)}</strong> {withCode(problem.message)}
          </button>
          {problem.insert !== null && (
            <Button size="small" onClick={() => onMend(problem)}>
              Insert it
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** "Text, line 12:" */
function placeWords({ part, line }: TemplateProblem): string {
  const name = PART_NAMES[part];
  return line === null || part === 'subject' ? `${name}:` : `${name}, line ${line}:`;
}

/** What stands between backticks, as code. */
function withCode(message: string) {
  return message
    .split('`')
    .map((piece, index) => (index % 2 === 1 ? <code key={index}>{piece}</code> : piece));
}
