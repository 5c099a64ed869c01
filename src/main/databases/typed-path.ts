import { existsSync, realpathSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

import { invalidFields } from '../../shared/errors.ts';

/**
 * Reads a path as a person types, pastes or drops it: `~` is their folder, quotes and `file:` go.
 * @returns The absolute path, or null when it is none.
 */
export function readTypedPath(text: string, home = homedir()): string | null {
  if (text.includes('\0')) return null;
  const bare = text.trim().replace(/^(["'])(.*)\1$/, '$2');
  const path = bare.startsWith('file:')
    ? ofAddress(bare)
    : bare.replace(/^~(?=$|[/\\])/, () => home);
  return path !== null && isAbsolute(path) ? normalize(path) : null;
}

/**
 * The database file that a person names.
 *
 * @param known Paths of those that are known here, such as the one in the data folder.
 * @returns Its absolute path, links followed, or that by which it is known.
 * @throws RefusedError `invalid-input` beside the field `file`.
 */
export function namedDatabase(text: string, known: readonly string[]): string {
  if (text.trim() === '') throw refusedFile('Enter the path of the database file.');
  if (/^(postgres|mysql|oracle|mariadb)\w*:/i.test(text.trim())) {
    throw refusedFile(
      'This is the address of a database server. Gatehouse opens SQLite files only.',
    );
  }
  const path = readTypedPath(text);
  if (path === null) {
    throw refusedFile('Enter the whole path, such as /srv/site/db.sqlite3 or ~/site/db.sqlite3.');
  }
  if (path.endsWith('.py')) {
    throw refusedFile(
      'This is a file of the project’s code. Name the file that its DATABASES setting names, usually db.sqlite3.',
    );
  }
  const kind = statSync(path, { throwIfNoEntry: false });
  if (!kind) throw refusedFile(`There is no file ${path}.`);
  if (kind.isDirectory()) {
    const inside = join(path, 'db.sqlite3');
    const hint = existsSync(inside) ? inside : 'the file in it, usually db.sqlite3';
    throw refusedFile(`This is a folder. Name ${hint}.`);
  }
  if (!kind.isFile()) throw refusedFile('This is no file.');
  return known.find((each) => isSameFile(each, path)) ?? realpathSync.native(path);
}

/** Whether two paths lead to one file, be it by links of any kind or in other letters. */
function isSameFile(one: string, other: string): boolean {
  const [first, second] = [one, other].map((path) =>
    statSync(path, { bigint: true, throwIfNoEntry: false }),
  );
  return first !== undefined && first.dev === second?.dev && first.ino === second.ino;
}

/** A refusal beside the field with the file. */
export function refusedFile(message: string) {
  return invalidFields({ file: [message] });
}

function ofAddress(text: string): string | null {
  try {
    return fileURLToPath(text);
  } catch {
    return null;
  }
}
