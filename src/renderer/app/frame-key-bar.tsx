import { isBareSign } from '../../shared/keys/key-press.ts';
import { KeyBar } from '../ui/key-bar.tsx';
import { inCatalogue, type OfferedAction, useOfferedActions } from './keys/actions.tsx';
import { useKeymap } from './keys/keymap.tsx';
import { doOf } from './keys/use-action-runner.ts';

interface FrameKeyBarProps {
  readonly letterKeys: boolean;
  readonly onPalette: () => void;
  readonly onKeys: () => void;
}

/** The keys that work now, each also a button. */
export function FrameKeyBar({ letterKeys, onPalette, onKeys }: FrameKeyBarProps) {
  const keymap = useKeymap();
  const works = ({ bar, keys, run }: OfferedAction) =>
    bar !== undefined &&
    keys !== undefined &&
    (run === undefined || letterKeys || !isBareSign(keys));
  // Down and up are one word.
  const moving = [keymap['list.down'], keymap['list.up']].join(' ');
  const offered = useOfferedActions();
  // With nothing listed the keys for rows have nobody. Otherwise they stay, so that the bar is steady.
  const isEmpty = offered.some((action) => isOfGrid(action) && action.disabledReason !== undefined);
  const isIdle = ({ id, disabledReason }: OfferedAction) =>
    isEmpty && (id === 'acts' || disabledReason !== undefined);
  const items = offered
    .filter((action) => works(action) && !isIdle(action))
    .toSorted((one, other) => orderOf(one.id) - orderOf(other.id))
    .map((action) => ({
      keys: action.id === 'list.down' ? moving : action.keys,
      label: action.bar ?? '',
      onPress:
        action.disabledReason !== undefined || action.id === 'list.down' ? undefined : doOf(action),
    }));
  return (
    <KeyBar
      items={items}
      end={[
        { keys: keymap.palette, label: 'commands', onPress: onPalette },
        { keys: keymap.keys, label: 'all keys', onPress: onKeys },
      ]}
    />
  );
}

function isOfGrid(action: OfferedAction): boolean {
  return inCatalogue(action)?.grid !== undefined;
}

/** How to move comes first, then the screen's own acts, then what every screen has. */
function orderOf(id: string): number {
  if (id.startsWith('list.')) return 0;
  return id === 'undo' || id === 'search' ? 2 : 1;
}
