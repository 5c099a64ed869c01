import type { WebContents } from 'electron';

import { CHOSEN_CHANNEL, MENU_CHANNEL } from '../../shared/bridge.ts';
import { type WindowMenu, windowMenu } from '../../shared/window-menu.ts';
import { isConsoleFrame } from './own-address.ts';

type Bridged = Pick<WebContents, 'ipc' | 'isDestroyed' | 'on' | 'once' | 'send'>;

/** Shows acts in the menu bar; `choose` is given the id of the one that was chosen. */
export type ShowMenu = (items: WindowMenu, choose: (id: string) => void) => void;

/**
 * Puts what a window offers into the menu bar, and sends back what is chosen there. Only the
 * console's page in the main frame is heard, and only what has the shape of a menu; the rest leaves
 * the bar as it is. Without its page the window offers nothing.
 */
export function connectMenu(contents: Bridged, show: ShowMenu): void {
  const choose = (id: string): void => {
    if (!contents.isDestroyed()) contents.send(CHOSEN_CHANNEL, id);
  };
  const offerNothing = (): void => show([], choose);
  contents.ipc.on(MENU_CHANNEL, ({ senderFrame }, given: unknown) => {
    if (!isConsoleFrame(senderFrame)) return;
    const { success, data } = windowMenu.safeParse(given);
    if (success) show(data, choose);
  });
  contents.on('render-process-gone', offerNothing);
  contents.once('destroyed', offerNothing);
}
