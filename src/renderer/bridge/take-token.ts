const STORAGE_KEY = 'gatehouse.token';
const TOKEN = /^#(?:token=)?([\w-]{16,})$/;

/**
 * The token that the address was opened with. It leaves the address bar and the history at once,
 * before the router reads the hash, and lives as long as this tab.
 */
export function takeToken(page: Pick<Window, 'location' | 'history' | 'sessionStorage'>) {
  const token = TOKEN.exec(page.location.hash)?.[1];
  if (token === undefined) return page.sessionStorage.getItem(STORAGE_KEY);
  page.sessionStorage.setItem(STORAGE_KEY, token);
  page.history.replaceState(null, '', page.location.pathname);
  return token;
}

/**
 * Begins the page anew when the address of a new start is opened in the tab of the one before, which
 * to the browser is only another hash. Called before the router, which must not take it for a screen.
 */
export function reloadForToken(page: {
  readonly location: Pick<Location, 'hash' | 'reload'>;
  readonly addEventListener: Window['addEventListener'];
}): void {
  page.addEventListener('popstate', (event) => {
    if (!TOKEN.test(page.location.hash)) return;
    event.stopImmediatePropagation();
    page.location.reload();
  });
}
