import { KeyBar } from '../ui/key-bar.tsx';
import { useOfferedActions } from './actions.tsx';
import { isBareSign } from './key-press.ts';

interface FrameKeyBarProps {
  readonly letterKeys: boolean;
  readonly onPalette: () => void;
  readonly onKeys: () => void;
}

/** The keys that work now, each also a button. */
export function FrameKeyBar({ letterKeys, onPalette, onKeys }: FrameKeyBarProps) {
  const actions = useOfferedActions();
  const items = actions
    .filter(
      ({ bar, run, keys = '' }) => bar && (run === undefined || letterKeys || !isBareSign(keys)),
    )
    .toSorted((one, other) => orderOf(one.id) - orderOf(other.id))
    .map(({ keys = '', bar = '', run, disabledReason }) => ({
      keys,
      label: bar,
      onPress: disabledReason === undefined ? run : undefined,
    }));
  return (
    <KeyBar
      items={items}
      end={[
        { keys: 'Mod+K', label: 'commands', onPress: onPalette },
        { keys: '?', label: 'all keys', onPress: onKeys },
      ]}
    />
  );
}

/** How to move comes first, then the screen's own acts, then what every screen has. */
function orderOf(id: string): number {
  if (id.startsWith('list.')) return 0;
  return id === 'undo' || id === 'search' ? 2 : 1;
}
