const STORAGE_KEY = 'gatehouse.token';
const TOKEN = /^#([\w-]{16,})$/;

/**
 * The token that the address was opened with. It leaves the address bar and the history at once,
 * before the router reads the hash, and lives as long as this tab.
 */
export function takeToken(page: {
  readonly location: Pick<Location, 'hash' | 'pathname'>;
  readonly history: Pick<History, 'replaceState'>;
  readonly sessionStorage: Storage;
}): string | null {
  const token = TOKEN.exec(page.location.hash)?.[1];
  if (token === undefined) return page.sessionStorage.getItem(STORAGE_KEY);
  page.sessionStorage.setItem(STORAGE_KEY, token);
  page.history.replaceState(null, '', page.location.pathname);
  return token;
}

/**
 * Begins the page anew when the address of a new start is opened in the tab of the one before, which
 * to the browser is only another hash. Whoever would rather stay at what is unsaved has no token in
 * the address either. Called before the router, which must take none of this for a screen.
 */
export function reloadForToken(page: {
  readonly location: Pick<Location, 'hash' | 'pathname' | 'reload'>;
  readonly history: Pick<History, 'replaceState'>;
  readonly sessionStorage: Storage;
  readonly addEventListener: Window['addEventListener'];
}): void {
  const { location, sessionStorage } = page;
  // The browser's own: the router's follows every address that is put there.
  const history = { replaceState: page.history.replaceState.bind(page.history) };
  page.addEventListener('popstate', (event) => {
    if (!TOKEN.test(location.hash)) return;
    event.stopImmediatePropagation();
    takeToken({ location, history, sessionStorage });
    location.reload();
  });
}
