import { Download } from 'lucide-react';
import { useState } from 'react';

import { useActions } from '../../app/actions.tsx';
import { counted } from '../../app/counted.ts';
import type { ListTarget } from '../../app/list-target.ts';
import { Button } from '../../ui/button.tsx';
import { ExportDialog } from './export-dialog.tsx';

interface ExportButtonProps {
  /** Which list it stands at. */
  readonly list: 'accounts' | 'registrations';
  readonly query: string;
  /** The selection; null exports everybody that the list shows. */
  readonly target: ListTarget | null;
  readonly size?: 'small' | undefined;
}

/** Saves people as a file: those selected, or else all that match. */
export function ExportButton({ list, query, target, size }: ExportButtonProps) {
  const [isOpen, setOpen] = useState(false);
  const whom =
    target === null ? 'everybody in this list' : counted(target.count, 'person', 'people');
  useActions([
    {
      id: 'export',
      group: 'In a list',
      label: `Export ${whom}…`,
      icon: Download,
      keys: 'Mod+Shift+E',
      run: () => setOpen(true),
    },
  ]);
  return (
    <>
      <Button icon={Download} size={size} onClick={() => setOpen(true)}>
        Export…
      </Button>
      {isOpen && <ExportDialog {...{ list, query, target }} onClose={() => setOpen(false)} />}
    </>
  );
}
