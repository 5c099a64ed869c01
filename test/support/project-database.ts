import { readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';

import SQLite from 'better-sqlite3';

import { makeDjangoDatabase, type Project, PROJECTS } from './django-database.ts';

/** A Django project's folder with its database in it, as its site has left it. */
export interface ProjectDatabase {
  readonly folder: string;
  readonly file: string;
  /** Runs statements as the site would. */
  readonly change: (statements: string) => void;
  /** Every file in the folder with its bytes. */
  readonly trace: () => Promise<Readonly<Record<string, string>>>;
}

/** Makes a project's database under the name that Django gives it. */
export async function makeProject(
  project: Project = PROJECTS['Django 1.11, redux 1.4'],
): Promise<ProjectDatabase> {
  const folder = await makeDjangoDatabase(project);
  const file = join(folder, 'db.sqlite3');
  await rename(join(folder, 'gatehouse.sqlite3'), file);
  return {
    folder,
    file,
    change(statements) {
      const database = new SQLite(file);
      database.exec(statements);
      database.close();
    },
    async trace() {
      const names = (await readdir(folder)).toSorted();
      const bytes = names.map((name) => readFile(join(folder, name), 'base64'));
      const read = await Promise.all(bytes);
      return Object.fromEntries(names.map((name, at) => [name, read[at] ?? '']));
    },
  };
}
