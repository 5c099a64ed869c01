import { EventEmitter, once } from 'node:events';
import { readFile, stat } from 'node:fs/promises';
import { basename, dirname } from 'node:path';

import { expect, it } from 'vitest';

import { DRAG_CHANNEL } from '../../src/shared/bridge.ts';
import { CONSOLE_FRAME, StandInContents } from '../support/electron.ts';
import { createDragOut } from '../../src/main/host-electron/drag-out.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

async function windowWith(filename: string) {
  const contents = new StandInContents();
  const asked: string[] = [];
  const errors: unknown[] = [];
  const terminal = new EventEmitter();
  const letFilesBeDraggedOut = createDragOut({
    pages: async ({ url }) => {
      asked.push(url);
      const name = `attachment; filename="x"; filename*=UTF-8''${encodeURIComponent(filename)}`;
      return new Response('Subject: x', { headers: { 'content-disposition': name } });
    },
    folder: `${await temporaryDirectory()}/dragged`,
    icon: '/icon.png',
    terminal,
    onError: (error) => errors.push(error),
  });
  letFilesBeDraggedOut(contents as never);
  return { contents, asked, errors, terminal, letFilesBeDraggedOut };
}

it.each([
  ['Welcome.eml', 'Welcome.eml'],
  ['../../etc/passwd', 'passwd'],
  ['a:b|c?.eml', 'a_b_c_.eml'],
  ['Grüße 激活.eml', 'Grüße 激活.eml'],
])('a file named %s is dragged out of a private folder as %s', async (given, name) => {
  const { contents, errors } = await windowWith(given);
  const dragged = once(contents, 'dragged');
  await contents.invoke(DRAG_CHANNEL, CONSOLE_FRAME, '/file/abc/mail');
  await dragged;
  const file = contents.dragged[0]?.file ?? '';
  expect(basename(file)).toBe(name);
  expect(await readFile(file, 'utf8')).toBe('Subject: x');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(dirname(file))).mode & 0o777).toBe(0o700);
  expect(errors).toEqual([]);
});

it.each([
  [
    'a frame within the page',
    { parent: CONSOLE_FRAME, url: 'gatehouse://console/' },
    '/file/a/mail',
  ],
  ['a page of the web', { parent: null, url: 'https://console/' }, '/file/a/mail'],
  ['what is no file', CONSOLE_FRAME, '/preview/abc'],
  ['another address', CONSOLE_FRAME, 'https://evil.example/file/a/mail'],
  ['a way out', CONSOLE_FRAME, '/file/../../etc/passwd'],
  ['no path', CONSOLE_FRAME, ['/file/a/mail']],
])('drags nothing for %s', async (_, frame, path) => {
  const { contents, asked } = await windowWith('x.eml');
  await contents.invoke(DRAG_CHANNEL, frame, path);
  expect(asked).toEqual([]);
});

it('a window that is opened again leaves the files that were dragged out before', async () => {
  const { contents, terminal, letFilesBeDraggedOut } = await windowWith('x.eml');
  const drag = async (from: StandInContents) => {
    const dragged = once(from, 'dragged');
    await from.invoke(DRAG_CHANNEL, CONSOLE_FRAME, '/file/abc/mail');
    await dragged;
  };
  await drag(contents);
  const next = new StandInContents();
  letFilesBeDraggedOut(next as never);
  await drag(next);
  expect(await readFile(contents.dragged[0]?.file ?? '', 'utf8')).toBe('Subject: x');
  expect(terminal.listenerCount('exit')).toBe(1);
  terminal.emit('exit');
  await expect(stat(contents.dragged[0]?.file ?? '')).rejects.toMatchObject({ code: 'ENOENT' });
});
