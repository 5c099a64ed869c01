import { useNavigate } from '@tanstack/react-router';
import { ArrowDown, ArrowUp, Bookmark, BookmarkPlus, PenLine, Save, Trash2 } from 'lucide-react';

import type { ListLayout, SavedView } from '../../../shared/contract/views.ts';
import { useCommand } from '../../query/use-command.ts';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { useToasts } from '../../ui/toast.tsx';
import { useActions } from '../keys/actions.tsx';
import { useActs } from '../acts/acts.tsx';
import { isolated } from '../counted.ts';
import { SaveViewDialog } from './save-view-dialog.tsx';
import { useSavedViews } from './use-saved-views.ts';
import { useKept } from '../leaving/use-kept.ts';
import { useWriteBlock } from '../acts/use-write-block.ts';

interface ViewMenuProps {
  readonly list: SavedView['list'];
  readonly query: string;
  readonly layout: ListLayout;
  /** The view that was opened, as it was saved. */
  readonly view: SavedView | undefined;
}

type ShownView = Parameters<typeof SaveViewDialog>[0]['view'];

/** Saves what one sees as a view, and changes, moves and deletes the one that is open. */
export function ViewMenu({ list, query, layout, view }: ViewMenuProps) {
  const [dialog, setDialog] = useKept<ShownView | undefined>(`view of ${list}`, undefined);
  const navigate = useNavigate();
  const blocked = useWriteBlock();
  const acts = useViewActs();
  const go = (id: number | undefined) =>
    void navigate({
      to: list === 'pending' ? '/pending' : '/users',
      search: { q: query || undefined, view: id },
    });
  const foreign = view?.changeable === false ? 'Somebody else made this view.' : undefined;
  const disabledReason = blocked ?? foreign;
  const ofView = (open: SavedView): readonly MenuEntry[] => [
    'separator',
    { heading: showTurns(open.name) },
    {
      label: 'Save the search and columns in it',
      icon: Save,
      disabledReason,
      onSelect: () => acts.update({ ...open, query, layout }),
    },
    {
      label: 'Rename or share…',
      icon: PenLine,
      disabledReason,
      onSelect: () => setDialog(open),
    },
    {
      label: 'Further up',
      icon: ArrowUp,
      disabledReason: blocked,
      onSelect: () => acts.move(open, -1),
    },
    {
      label: 'Further down',
      icon: ArrowDown,
      disabledReason: blocked,
      onSelect: () => acts.move(open, 1),
    },
    {
      label: 'Delete',
      icon: Trash2,
      danger: true,
      disabledReason,
      onSelect: () => {
        acts.remove(open);
        go(undefined);
      },
    },
  ];
  const save = {
    label: view === undefined ? 'Save as a view…' : 'Save as another view…',
    icon: BookmarkPlus,
    disabledReason: blocked,
  };
  const saveAnew = () => setDialog({ list, query, layout });
  useActions([
    { ...save, id: 'save-view', group: 'In a list', keywords: 'bookmark search', run: saveAnew },
  ]);
  return (
    <>
      {view === undefined ? (
        <IconButton
          icon={BookmarkPlus}
          label="Save as a view"
          size="small"
          disabledReason={blocked}
          onClick={saveAnew}
        />
      ) : (
        <Menu
          trigger={
            <IconButton icon={Bookmark} label={`View: ${showTurns(view.name)}`} size="small" />
          }
          items={[{ ...save, onSelect: saveAnew }, ...ofView(view)]}
        />
      )}
      {dialog !== undefined && (
        <SaveViewDialog
          view={dialog}
          onClose={() => setDialog(undefined)}
          onSaved={(id) => {
            setDialog(undefined);
            go(id);
          }}
        />
      )}
    </>
  );
}

/** What is done with a view at once; a deleted one can be brought back. */
function useViewActs() {
  const { show } = useToasts();
  const { tell, refuse } = useActs();
  const { run: update } = useCommand('views.update');
  const { run: move } = useCommand('views.move');
  const { run: remove } = useCommand('views.delete');
  const { run: restore } = useCommand('views.restore');
  const all = useSavedViews();
  return {
    update: ({ id, name, query, layout, shared }: SavedView) =>
      void update({ id, name, query, layout, shared }).then(
        () => show({ tone: 'ok', title: `Saved in ${isolated(name)}.` }),
        refuse,
      ),
    move: ({ id, list }: SavedView, by: number) => {
      const place = all.findIndex((other) => other.id === id);
      const siblings = all.flatMap((other, at) => (other.list === list ? [at] : []));
      const to = siblings[siblings.indexOf(place) + by];
      if (to !== undefined) move({ id, to }).catch(refuse);
    },
    remove: ({ id, name }: SavedView) =>
      void remove({ id }).then(
        () =>
          tell({
            title: `The view ${isolated(name)} was deleted.`,
            undo: () => restore({ id }),
          }),
        refuse,
      ),
  };
}
