import { existsSync, statfsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system in memory, on Linux. */
const MEMORY = '/dev/shm';
/** What all folders there are at one time never need, in bytes; a container may have far less. */
const ROOM = 2 * 1024 ** 3;

/** Where no commit waits for a disk, or where temporary files usually are. */
const PLACE = hasRoom() ? MEMORY : tmpdir();

function hasRoom(): boolean {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ROOM;
}

/** A new folder for a test's files, whose name begins with `gatehouse-` and this. */
export function newFolder(name: string, place = PLACE): Promise<string> {
  return mkdtemp(join(place, `gatehouse-${name}-`));
}
