import { createHashHistory, type RouterHistory } from '@tanstack/react-router';

/**
 * The history of a window, by hash. An address that was typed into a browser is an entry without a
 * state, which the router would take for its first one: a way out that was not to be taken would then
 * be undone in the wrong direction. So it is numbered first, as the one after that which is shown.
 */
export function createWindowHistory(): RouterHistory {
  const numberTyped = () => {
    if (window.history.state) return;
    const { __TSR_index: shown } = history.location.state;
    const key = crypto.randomUUID();
    const state = { key, __TSR_key: key, __TSR_index: shown + 1 };
    // Not by the window's own, which the router takes for a navigation of its own.
    History.prototype.replaceState.call(window.history, state, '');
  };
  // Added before the router's own, it is called first.
  window.addEventListener('popstate', numberTyped);
  const history = createHashHistory();
  const { destroy } = history;
  history.destroy = () => {
    window.removeEventListener('popstate', numberTyped);
    destroy();
  };
  return history;
}
