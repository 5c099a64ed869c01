import { Download } from 'lucide-react';
import { useState } from 'react';

import type { AccountRow } from '../../../shared/contract/accounts.ts';
import { type Action, useActions } from '../../app/keys/actions.tsx';
import { counted } from '../../app/counted.ts';
import { useRunById } from '../../app/keys/use-action-runner.ts';
import { type ListTarget, nobodyIn } from '../../app/list/list-target.ts';
import type { PeopleListState } from '../../app/people/use-people-list.ts';
import { Button } from '../../ui/button.tsx';
import { ExportDialog } from './export-dialog.tsx';

interface ExportButtonProps {
  /** The list that it stands at, and what of it is on its way into the selection. */
  readonly people: Pick<PeopleListState<AccountRow>, 'kind' | 'layout' | 'query'> & {
    readonly list: { readonly total: number | undefined };
    readonly state: { readonly coming: Promise<boolean> | null };
  };
  /** The selection; null exports everybody that the list shows. */
  readonly target: ListTarget | null;
}

/** Exports the selection, beside the other acts on it. */
export function ExportSelectionButton() {
  const run = useRunById();
  return (
    <Button size="small" icon={Download} onClick={() => run('export')}>
      Export…
    </Button>
  );
}

/** Saves people as a file: those selected, or else all that match. */
export function ExportButton({ people, target }: ExportButtonProps) {
  /** Whom it was opened for: the selection may be cleared under it. */
  const [opened, setOpened] = useState<Pick<ExportButtonProps, 'target'> | null>(null);
  const { kind, layout, query } = people;
  const { coming } = people.state;
  const disabledReason = target === null ? nobodyIn(people.list.total) : undefined;
  const open = () => setOpened({ target });
  const whom =
    target === null ? 'everybody in this list' : counted(target.count, 'person', 'people');
  const action: Action = {
    id: 'export',
    group: 'In a list',
    label: `Export ${whom}…`,
    icon: Download,
    disabledReason,
    run: open,
  };
  useActions([action], coming);
  return (
    <>
      <Button
        icon={Download}
        pending={coming !== null}
        disabledReason={disabledReason}
        onClick={open}
      >
        Export…
      </Button>
      {opened && (
        <ExportDialog
          list={kind}
          arranged={layout.columns}
          {...{ query, ...opened }}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}
