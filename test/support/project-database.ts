import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

import SQLite from 'better-sqlite3';

import { PASSWORD } from './core.ts';
import { type Project, PROJECTS, writeDjangoDatabase } from './django-project.ts';
import { temporaryDirectory } from './temporary-directory.ts';

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
  const folder = await temporaryDirectory();
  const file = join(folder, 'db.sqlite3');
  writeDjangoDatabase(file, project, PASSWORD);
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
