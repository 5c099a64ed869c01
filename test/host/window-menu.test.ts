import { expect, it } from 'vitest';

import { CHOSEN_CHANNEL, MENU_CHANNEL } from '../../src/shared/bridge.ts';
import type { WindowMenu } from '../../src/shared/window-menu.ts';
import { CONSOLE_FRAME } from '../support/electron.ts';
import { openTestApplication, startElectronHost } from './hosts.ts';

const ITEM: WindowMenu[number] = {
  id: 'activate',
  label: 'Activate',
  menu: 'selection',
  group: 'People',
  keys: 'a',
  reason: null,
};

async function start() {
  const host = await startElectronHost(await openTestApplication());
  const { webContents } = host.window;
  return {
    webContents,
    tell: (items: unknown, frame: unknown = CONSOLE_FRAME) =>
      webContents.invoke(MENU_CHANNEL, frame, items),
    /** The acts on what is selected, as they stand in the bar. */
    selection: () => {
      const submenu = host.shown.menu.find(({ label }) => label === '&Selection')?.submenu;
      return Array.isArray(submenu) ? submenu : [];
    },
  };
}

it('shows what the window offers, and sends it back when it is chosen', async () => {
  const { webContents, tell, selection } = await start();
  expect(selection()).toEqual([]);
  await tell([ITEM]);
  expect(selection()).toMatchObject([{ label: 'Activate (a)', enabled: true }]);
  selection()[0]?.click?.({} as never, undefined, {});
  expect(webContents.sent).toContainEqual({ channel: CHOSEN_CHANNEL, payload: 'activate' });
  await tell([{ ...ITEM, label: 'Approve' }]);
  expect(selection()).toMatchObject([{ label: 'Approve (a)' }]);
});

it.each([
  ['a frame within the page', { parent: CONSOLE_FRAME, url: 'gatehouse://console/' }],
  ['a preview shown as the page', { parent: null, url: 'gatehouse://console/preview/x' }],
  ['a page of the web', { parent: null, url: 'https://console/' }],
  ['a frame that is gone', null],
])('hears nothing of %s', async (_, frame) => {
  const { tell, selection } = await start();
  await tell([ITEM]);
  await tell([], frame);
  expect(selection()).toHaveLength(1);
});

it.each<[string, unknown]>([
  ['nothing', undefined],
  ['text', 'activate'],
  ['an item that is none', [null]],
  ['more than there are', Array.from({ length: 251 }, (_, id) => ({ ...ITEM, id: String(id) }))],
  ['a long label', [{ ...ITEM, label: 'x'.repeat(101) }]],
  ['no label', [{ ...ITEM, label: '' }]],
  ['a menu that is not there', [{ ...ITEM, menu: 'window' }]],
  ['an act of the host', [{ ...ITEM, role: 'toggleDevTools' }]],
  ['a key to take', [{ ...ITEM, accelerator: 'A' }]],
  ['a click', [{ ...ITEM, click: 'quit' }]],
  ['a number for a key', [{ ...ITEM, keys: 7 }]],
])('leaves the bar as it is for %s', async (_, items) => {
  const { tell, selection } = await start();
  await tell([ITEM]);
  await tell(items);
  expect(selection()).toMatchObject([{ label: 'Activate (a)' }]);
});

it.each(['destroyed', 'render-process-gone'])('offers nothing after %s', async (event) => {
  const { webContents, tell, selection } = await start();
  await tell([ITEM]);
  webContents.emit(event, {}, { reason: 'clean-exit' });
  expect(selection()).toEqual([]);
});
