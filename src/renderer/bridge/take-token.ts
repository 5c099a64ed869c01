const STORAGE_KEY = 'gatehouse.token';

/**
 * The token that the address was opened with. It leaves the address bar and the history at once,
 * before the router reads the hash, and lives as long as this tab.
 */
export function takeToken(page: Pick<Window, 'location' | 'history' | 'sessionStorage'>) {
  const token = /^#(?:token=)?([\w-]{16,})$/.exec(page.location.hash)?.[1];
  if (token === undefined) return page.sessionStorage.getItem(STORAGE_KEY);
  page.sessionStorage.setItem(STORAGE_KEY, token);
  page.history.replaceState(null, '', page.location.pathname);
  return token;
}
