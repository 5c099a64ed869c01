import { useNavigate } from '@tanstack/react-router';
import { Keyboard } from 'lucide-react';

import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { KeyHint } from '../../ui/key-hint.tsx';
import { Switch } from '../../ui/switch.tsx';
import { inCatalogue, type OfferedAction, useOfferedActions } from './actions.tsx';
import styles from './keys-dialog.module.css';

interface KeysDialogProps {
  readonly letterKeys: boolean;
  readonly onLetterKeysChange: (on: boolean) => void;
  readonly onClose: () => void;
}

/** Every key that works on this screen. */
export function KeysDialog({ letterKeys, onLetterKeysChange, onClose }: KeysDialogProps) {
  const navigate = useNavigate();
  const actions = useOfferedActions().filter(({ keys }) => keys !== undefined);
  const groups = [...Map.groupBy(actions, ({ group }) => group)];
  const change = () => {
    onClose();
    void navigate({ to: '/settings/$section', params: { section: 'keys' } });
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="large"
      title="Keys"
      footer={
        <Button icon={Keyboard} onClick={change}>
          Change keys…
        </Button>
      }
    >
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
              {members.map((action) => (
                <div key={action.id} className={styles['key']}>
                  <dt>{action.label}</dt>
                  <dd className={styles['hints']}>
                    {[...keysOf(action)].map((keys) => (
                      <KeyHint key={keys} keys={keys} />
                    ))}
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

/** Its own key, and the one that always works. */
function keysOf(action: OfferedAction): ReadonlySet<string> {
  const all = [action.keys, inCatalogue(action)?.always];
  return new Set(all.filter((keys) => keys !== undefined));
}
