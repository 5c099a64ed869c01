import { X } from 'lucide-react';

import { Button } from '../../ui/button.tsx';
import { useActions } from '../keys/actions.tsx';
import { useKeymap } from '../keys/keymap.tsx';
import { useListFocus } from '../list/use-fallback-focus.ts';

interface WayBackButtonProps {
  readonly onClick: () => void;
  readonly children: string;
}

/** The way out of a search that finds nothing: it has the focus in the place of the list, and Escape. */
export function WayBackButton({ onClick, children }: WayBackButtonProps) {
  const keymap = useKeymap();
  const ref = useListFocus<HTMLButtonElement>();
  useActions([
    {
      id: 'clear-search',
      group: 'In a list',
      label: children,
      bar: children.toLowerCase(),
      icon: X,
      run: onClick,
    },
  ]);
  return (
    <Button ref={ref} keys={keymap['clear-search']} onClick={onClick}>
      {children}
    </Button>
  );
}
