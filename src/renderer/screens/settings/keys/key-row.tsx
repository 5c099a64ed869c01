import { ACTIONS, type ActionId } from '../../../../shared/keys/actions.ts';
import { useChangedKeys, useKeymap } from '../../../app/keys/keymap.tsx';
import { Button } from '../../../ui/button.tsx';
import { KeyHint } from '../../../ui/key-hint.tsx';
import { KeyRecorder } from './key-recorder.tsx';
import styles from './keys.module.css';

interface KeyRowProps {
  readonly id: ActionId;
  /** Why nothing can be changed, or undefined. */
  readonly blocked: string | undefined;
  readonly buttonId: string;
  /** What the field that hears keys begins with; undefined while it is not there. */
  readonly recording: string | undefined;
  readonly onRecord: () => void;
  readonly onReset: () => void;
  readonly onClose: () => void;
}

/** An action, its key, and the way to another one. */
export function KeyRow(props: KeyRowProps) {
  const { id, blocked, recording } = props;
  const { label } = ACTIONS[id];
  const isChanged = useChangedKeys()[id] !== undefined;
  if (recording !== undefined) {
    return (
      <tr>
        <th scope="row">{label}</th>
        <td colSpan={2}>
          <KeyRecorder id={id} start={recording} onClose={props.onClose} />
        </td>
      </tr>
    );
  }
  return (
    <tr>
      <th scope="row">{label}</th>
      <td>
        <KeyNow id={id} />
      </td>
      <td className={styles['buttons']}>
        {isChanged && (
          <Button
            size="small"
            variant="quiet"
            aria-label={`Reset the key of ${label}`}
            disabledReason={blocked}
            onClick={props.onReset}
          >
            Reset
          </Button>
        )}
        <Button
          id={props.buttonId}
          size="small"
          variant="quiet"
          aria-label={`Change the key of ${label}`}
          disabledReason={blocked}
          onClick={props.onRecord}
        >
          Change
        </Button>
      </td>
    </tr>
  );
}

function KeyNow({ id }: { readonly id: ActionId }) {
  const { keys: atFirst, always } = ACTIONS[id];
  const keys = useKeymap()[id];
  const isChanged = useChangedKeys()[id] !== undefined;
  const own = keys === always ? undefined : keys;
  return (
    <span className={styles['now']}>
      {own !== undefined && <KeyHint keys={own} />}
      {always !== undefined && (
        <span className={styles['note']}>
          <KeyHint keys={always} /> always
        </span>
      )}
      {keys === undefined && <span className={styles['note']}>none</span>}
      {isChanged && atFirst !== undefined && (
        <span className={styles['note']}>
          was <KeyHint keys={atFirst} />
        </span>
      )}
    </span>
  );
}
