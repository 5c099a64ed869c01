import type { WebFrameMain } from 'electron';

/** The scheme of the console's own pages; nothing else has it. */
export const SCHEME = 'gatehouse';
export const CONSOLE_ADDRESS = `${SCHEME}://console/`;

/** Whether an address belongs to the console at all. */
export function isOwnAddress(address: string): boolean {
  return pathOf(address) !== null;
}

/** Whether it is the console's page itself, the only one that may call. */
export function isConsolePage(address: string): boolean {
  const path = pathOf(address);
  return path === '/' || path === '/index.html';
}

/** Whether a frame is the console's page in the main frame; whoever else asks is told nothing. */
export function isConsoleFrame(frame: Pick<WebFrameMain, 'parent' | 'url'> | null): boolean {
  return frame?.parent === null && isConsolePage(frame.url);
}

/** Whether it is a mail to look at, which may be shown in a frame and nowhere else. */
export function isPreviewPage(address: string): boolean {
  return pathOf(address)?.startsWith('/preview/') ?? false;
}

function pathOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, host, username, pathname } = new URL(address);
  return protocol === `${SCHEME}:` && host === 'console' && username === '' ? pathname : null;
}
