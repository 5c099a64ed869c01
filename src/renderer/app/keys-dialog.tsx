import { Dialog } from '../ui/dialog.tsx';
import { KeyHint } from '../ui/key-hint.tsx';
import { Switch } from '../ui/switch.tsx';
import { useOfferedActions } from './actions.tsx';
import styles from './keys-dialog.module.css';

interface KeysDialogProps {
  readonly letterKeys: boolean;
  readonly onLetterKeysChange: (on: boolean) => void;
  readonly onClose: () => void;
}

/** Every key that works on this screen. */
export function KeysDialog({ letterKeys, onLetterKeysChange, onClose }: KeysDialogProps) {
  const actions = useOfferedActions().filter(({ keys }) => keys !== undefined);
  const groups = [...Map.groupBy(actions, ({ group }) => group)];
  return (
    <Dialog open onOpenChange={onClose} size="large" title="Keys">
      <Switch
        label="Letters are commands"
        description="Off, bare letters do nothing outside lists; keys with a modifier still work."
        checked={letterKeys}
        onChange={onLetterKeysChange}
      />
      <div className={styles['groups']}>
        {groups.map(([group, members]) => (
          <section key={group}>
            <h3 className={styles['heading']}>{group}</h3>
            <dl>
              {members.map(({ id, label, keys = '' }) => (
                <div key={id} className={styles['key']}>
                  <dt>{label}</dt>
                  <dd>
                    <KeyHint keys={keys} />
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}
