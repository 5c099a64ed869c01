import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';

import { codeOf } from '../../shared/code-of.ts';

/** The folders that hold templates, below the one that is named in the settings of Liquid. */
const FOLDERS = ['', 'registration/'];
/** What a template is called; an editor's backup copies are not. */
const TEMPLATE_NAME = /^\w[\w.-]*\.(?:html|txt)$/;
/** Largest template, in bytes. */
const MAX_BYTES = 100_000;

/** Templates by their names, such as `registration/login.html`. */
export type TemplateFiles = Readonly<Record<string, string>>;

/** What is in a folder, without its contents: names, each with what changes with its content. */
export type TemplateListing = ReadonlyMap<string, string>;

/** Lists a folder of templates. A folder that is missing holds none. @throws Error of node:fs. */
export function listTemplates(folder: string): TemplateListing {
  const listing = new Map<string, string>();
  for (const below of FOLDERS) {
    for (const file of namesIn(join(folder, below)).filter((name) => TEMPLATE_NAME.test(name))) {
      const found = statSync(join(folder, below, file), { throwIfNoEntry: false });
      if (found) listing.set(below + file, `${found.mtimeMs} ${found.ctimeMs} ${found.size}`);
    }
  }
  return listing;
}

/**
 * Reads one template.
 * @throws Error when it is no file, is too large, can't be read, or leads out of the folder.
 */
export function readTemplate(folder: string, name: string): string {
  const path = realpathSync.native(join(folder, name));
  if (!path.startsWith(realpathSync.native(folder) + sep))
    throw new Error(`${name} leads out of ${folder}.`);
  const found = statSync(path);
  if (!found.isFile()) throw new Error(`${name} is no file.`);
  if (found.size > MAX_BYTES) throw new Error(`${name} is larger than ${MAX_BYTES} bytes.`);
  // Some editors put a byte order mark first, which would get into subjects.
  return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
}

/** Reads every template of a folder. @throws Error when one of them can't be read. */
export function readTemplates(folder: string): TemplateFiles {
  const names = [...listTemplates(folder).keys()];
  return Object.fromEntries(names.map((name) => [name, readTemplate(folder, name)]));
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return [];
    throw error;
  }
}
