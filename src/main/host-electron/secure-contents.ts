import type { WebContents } from 'electron';

import { isConsolePage, isPreviewPage } from './own-address.ts';

/**
 * Keeps what is shown where it is: no second window, no other page, no webview. A frame may show a
 * mail's preview; the window may load the console again.
 *
 * @param openExternal Asks the person, then leaves to the browser.
 */
export function secureContents(
  contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>,
  openExternal: (address: string) => Promise<void>,
): void {
  contents.setWindowOpenHandler(({ url }) => {
    void openExternal(url);
    return { action: 'deny' };
  });
  contents.on('will-frame-navigate', (details) => {
    const { url, isMainFrame } = details;
    if (!(isMainFrame ? isConsolePage(url) : isPreviewPage(url))) details.preventDefault();
  });
  contents.on('will-redirect', (details) => details.preventDefault());
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
