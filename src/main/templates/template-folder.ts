import {
  listTemplates,
  readTemplate,
  type TemplateFiles,
  type TemplateListing,
} from './template-files.ts';

/** How often the folder is looked at, at most, in milliseconds. */
const LOOK_MS = 1_000;

/** The site owner's templates in one state of their folder. */
export interface FolderState {
  readonly files: TemplateFiles;
  /** What could not be read, and why. */
  readonly problems: readonly unknown[];
}

/**
 * Follows a folder of templates, which need not exist.
 *
 * @param clock Milliseconds since whenever, never going back.
 * @returns Gives the folder's state, another object only when something has changed. Changes are
 *   seen within a second.
 */
export function followFolder(folder: string, clock: () => number): () => FolderState {
  let listing: TemplateListing = new Map();
  let state: FolderState = { files: {}, problems: [] };
  let lookedAt = -Infinity;
  let failed = false;

  function look(): void {
    const found = listTemplates(folder);
    if (isSame(found, listing) && !failed) return;
    listing = found;
    failed = false;
    state = read(folder, found);
  }

  return () => {
    if (clock() - lookedAt < LOOK_MS) return state;
    lookedAt = clock();
    try {
      look();
    } catch (error) {
      if (!failed) state = { files: {}, problems: [error] };
      failed = true;
    }
    return state;
  };
}

function read(folder: string, listing: TemplateListing): FolderState {
  const files: Record<string, string> = {};
  const problems: unknown[] = [];
  for (const name of listing.keys()) {
    try {
      files[name] = readTemplate(folder, name);
    } catch (error) {
      problems.push(error);
    }
  }
  return { files, problems };
}

function isSame(left: TemplateListing, right: TemplateListing): boolean {
  return left.size === right.size && [...left].every(([name, mark]) => right.get(name) === mark);
}
