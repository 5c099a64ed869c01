import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';

import type { WebContents } from 'electron';

import { DRAG_CHANNEL } from '../../shared/bridge.ts';
import type { Application } from '../app/application.ts';
import { CONSOLE_ADDRESS, isConsoleFrame } from './own-address.ts';

/** What the console hands out as files, and nothing else of its own. */
const FILE_PATH = /^\/file\/[\w-]+\/\w+$/;

/** What a window needs of its contents. */
type Contents = Pick<WebContents, 'ipc' | 'startDrag'>;

/**
 * Lets files of the console be dragged out of its windows: each is written to a private folder, from
 * where the system takes it. What was dragged before is removed now and at the end of the process.
 *
 * @param given.folder Belongs to this alone.
 * @returns A function that lets it be for a window's contents.
 */
export function createDragOut(given: {
  readonly pages: Application['pages'];
  readonly folder: string;
  readonly icon: string;
  /** The process, at whose end what was dragged is removed. */
  readonly terminal: Pick<NodeJS.EventEmitter, 'on'>;
  readonly onError: (error: unknown) => void;
}): (contents: Contents) => void {
  const { pages, folder, icon, terminal, onError } = given;
  const emptied = rm(folder, { recursive: true, force: true }).catch(onError);
  terminal.on('exit', () => rmSync(folder, { recursive: true, force: true }));

  async function drag(contents: Contents, path: string): Promise<void> {
    await emptied;
    const response = await pages(new Request(new URL(path, CONSOLE_ADDRESS)));
    if (!response.ok) return;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    // A folder of its own for each, so that no name meets another.
    const file = join(await mkdtemp(join(folder, 'file-')), nameOf(response));
    await writeFile(file, await response.bytes(), { mode: 0o600 });
    contents.startDrag({ file, icon });
  }

  return (contents) => {
    contents.ipc.on(DRAG_CHANNEL, ({ senderFrame }, path: unknown) => {
      const isOurs = isConsoleFrame(senderFrame);
      if (!isOurs || typeof path !== 'string' || !FILE_PATH.test(path)) return;
      drag(contents, path).catch(onError);
    });
  };
}

/** The name under which the file is to be saved, without the signs that a system refuses. */
function nameOf(response: Response): string {
  const disposition = response.headers.get('content-disposition') ?? '';
  const [, encoded = 'file'] = /filename\*=UTF-8''(\S+)$/.exec(disposition) ?? [];
  return basename(decodeURIComponent(encoded)).replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, '_');
}
