import type { TemplateDetail } from '../../../shared/contract/templates.ts';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './templates.module.css';

interface VariableChipsProps {
  readonly variables: TemplateDetail['variables'];
  readonly disabled: boolean;
  readonly onInsert: (text: string) => void;
}

/** What a template can show. A press puts it where the cursor is. */
export function VariableChips({ variables, disabled, onInsert }: VariableChipsProps) {
  return (
    <div className={styles['chips']} role="group" aria-label="Insert a variable">
      {variables.map(({ name, about, sample, required }) => (
        <Tooltip key={name} content={`${about}. Such as: ${sample.split('\n')[0] ?? ''}`}>
          <button
            type="button"
            className={styles['chip']}
            data-required={required || undefined}
            disabled={disabled}
            // The cursor stays where the text is to go.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onInsert(`{{ ${name} }}`)}
          >
            {name}
          </button>
        </Tooltip>
      ))}
    </div>
  );
}
