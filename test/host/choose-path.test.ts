import { expect, it } from 'vitest';

import { letPathsBeChosen } from '../../src/main/host-electron/choose-path.ts';
import { CHOOSE_CHANNEL } from '../../src/shared/bridge.ts';
import { CONSOLE_FRAME, createElectronStandIn, StandInWindow } from '../support/electron.ts';

function windowThatChooses(path: string) {
  const { electron, shown, world } = createElectronStandIn();
  world.path = path;
  const window = new StandInWindow({});
  letPathsBeChosen(window as never, electron);
  const ask = (frame: unknown, kind: unknown) =>
    window.webContents.invoke(CHOOSE_CHANNEL, frame, kind);
  return { ask, shown };
}

it('asks for a file or a folder and tells the path, or that none was chosen', async () => {
  const { ask, shown } = windowThatChooses('/srv/site/db.sqlite3');
  expect(await ask(CONSOLE_FRAME, 'database')).toBe('/srv/site/db.sqlite3');
  expect(await ask(CONSOLE_FRAME, 'folder')).toBe('/srv/site/db.sqlite3');
  expect(shown.dialogs.map(({ properties }) => properties?.[0])).toEqual([
    'openFile',
    'openDirectory',
  ]);
  expect(await windowThatChooses('').ask(CONSOLE_FRAME, 'database')).toBeNull();
});

it.each([
  ['a frame within the page', { parent: CONSOLE_FRAME, url: 'gatehouse://console/' }, 'database'],
  ['a page of the web', { parent: null, url: 'https://console/' }, 'database'],
  ['no frame', null, 'database'],
  ['what is no kind', CONSOLE_FRAME, 'toString'],
  ['a list', CONSOLE_FRAME, ['database']],
])('asks nobody for %s', async (_, frame, kind) => {
  const { ask, shown } = windowThatChooses('/etc/passwd');
  expect(await ask(frame, kind)).toBeNull();
  expect(shown.dialogs).toEqual([]);
});
