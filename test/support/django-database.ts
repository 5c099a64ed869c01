import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { openDatabase } from '../../src/main/db/open-database.ts';
import { PASSWORD } from './core.ts';
import { type Project, writeDjangoDatabase } from './django-project.ts';
import { temporaryDirectory } from './temporary-directory.ts';

/** Writes such a database into a folder of its own, as Gatehouse finds it. @returns The folder. */
export async function makeDjangoDatabase(project: Project): Promise<string> {
  const folder = await temporaryDirectory();
  writeDjangoDatabase(join(folder, 'gatehouse.sqlite3'), project, PASSWORD);
  return folder;
}

/** Migrated bytes by the project, made once: every migration for every test would take minutes. */
const opened = new Map<Project, Promise<Buffer>>();

/** Such a database as Gatehouse leaves it after its first start. @returns Its folder. */
export async function openedDjangoDatabase(project: Project): Promise<string> {
  const bytes = opened.get(project) ?? migrate(project);
  opened.set(project, bytes);
  const folder = await temporaryDirectory();
  await writeFile(join(folder, 'gatehouse.sqlite3'), await bytes);
  return folder;
}

async function migrate(project: Project): Promise<Buffer> {
  const file = join(await makeDjangoDatabase(project), 'gatehouse.sqlite3');
  await (await openDatabase(file)).db.destroy();
  return readFile(file);
}
