import type { ActionId } from '../../../shared/keys/actions.ts';
import { askGrid } from '../../ui/grid-keys.ts';
import { useToasts } from '../../ui/toast.tsx';
import { inCatalogue, useActionStore, type Action } from './actions.tsx';

const OVERLAYS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** Whether a dialog or a menu stands over the screen. Toasts are dialogs too, but in nobody's way. */
export function isCovered(): boolean {
  return [...document.querySelectorAll(OVERLAYS)].some(
    (overlay) => overlay.closest('[role="region"], [hidden]') === null,
  );
}

/** @returns What an action does, by the grid of the screen where that minds it. */
export function doOf(action: Action): () => void {
  const grid = inCatalogue(action)?.grid;
  return () => (grid === undefined ? action.run?.() : askGrid(grid));
}

/**
 * Runs actions: one that can't be done says why, and one whose selection is on its way waits for it
 * and is then done as it is offered by then.
 */
export function useActionRunner(): (action: Action) => void {
  const store = useActionStore();
  const { show } = useToasts();
  const start = (action: Action) => {
    if (action.disabledReason === undefined) doOf(action)();
    else show({ tone: 'neutral', title: action.disabledReason });
  };
  return (action) => {
    if (action.waits === undefined) start(action);
    else {
      void action.waits.then((hasCome) => {
        const now = hasCome && store.all().find(({ id }) => id === action.id);
        if (now) start(now);
      });
    }
  };
}

/** Runs the action of an id as it is offered by then. */
export function useRunById(): (id: ActionId) => void {
  const store = useActionStore();
  const start = useActionRunner();
  return (id) => {
    const action = store.all().find((each) => each.id === id);
    if (action !== undefined) start(action);
  };
}
