import { fileURLToPath } from 'node:url';

import type { Database } from '../db/open-database.ts';
import { type TemplateOverrides, tellOnce } from '../templates/overrides.ts';
import { type FolderState, followFolder } from '../templates/template-folder.ts';
import { readTemplates, type TemplateFiles } from '../templates/template-files.ts';
import {
  type Edition,
  fileOf,
  MAIL_PARTS,
  type MailPart,
  renderPart,
  withNamedFiles,
} from './edition.ts';
import { createEditionStore, type EditionStore, type KeptEdition } from './edition-store.ts';
import type { MailKind } from './mail-kinds.ts';
import { sampleVariables } from './mail-variables.ts';

export interface MailTemplates extends Pick<EditionStore, 'read'> {
  /** What mails of a kind are rendered from as of now, kept so that it can be found again. */
  inUse(db: Database, kind: MailKind): Promise<KeptEdition>;
  /** What lies in the folders: the site owner's files where nothing is wrong, else the shipped. */
  inFolders(kind: MailKind): Edition;
}

/**
 * The mail templates under Django's names, `registration/<kind>_email_subject.txt` and so on.
 *
 * @param resources Folder that holds `templates/`.
 * @param overrides The site owner's templates, each of which wins while nothing is wrong with it.
 */
export function createMailTemplates(resources: URL, overrides?: TemplateOverrides): MailTemplates {
  const shipped = readTemplates(fileURLToPath(new URL('templates/', resources)));
  const store = createEditionStore();
  const look = overrides
    ? followFolder(overrides.folder, overrides.clock ?? (() => performance.now()))
    : () => NOTHING;
  let folder: FolderState = NOTHING;
  let tell = tellOnce(overrides?.onError ?? (() => {}));
  const editions = new Map<MailKind, Edition>();

  function inFolders(kind: MailKind): Edition {
    const state = look();
    if (state !== folder) {
      folder = state;
      tell = tellOnce(overrides?.onError ?? (() => {}));
      editions.clear();
      for (const problem of state.problems) tell(problem);
    }
    const edition = editions.get(kind) ?? merge(kind, shipped, folder.files, tell);
    editions.set(kind, edition);
    return edition;
  }

  return { read: store.read, inFolders, inUse: (db, kind) => store.keep(db, inFolders(kind)) };
}

const NOTHING: FolderState = { files: {}, problems: [] };

/** The owner's files of a mail over the shipped ones, part by part where nothing is wrong. */
function merge(
  kind: MailKind,
  shipped: TemplateFiles,
  own: TemplateFiles,
  tell: (cause: unknown) => void,
): Edition {
  const merged = { ...shipped, ...own };
  const files: Record<string, string> = {};
  let isOwn = false;
  for (const part of MAIL_PARTS) {
    const wanted = withNamedFiles([fileOf(kind, part)], merged);
    const overridden = Object.keys(wanted).some((name) => Object.hasOwn(own, name));
    const holds =
      overridden && isRight({ kind, origin: 'folder', version: null, files: wanted }, part, tell);
    isOwn ||= holds;
    Object.assign(files, holds ? wanted : withNamedFiles([fileOf(kind, part)], shipped));
  }
  return { kind, origin: isOwn ? 'folder' : 'shipped', version: null, files };
}

function isRight(edition: Edition, part: MailPart, tell: (cause: unknown) => void): boolean {
  try {
    const result = renderPart(edition, part, { ...sampleVariables(edition.kind), subject: 'x' });
    if (result === '') throw new Error(`${fileOf(edition.kind, part)} comes out empty.`);
    return true;
  } catch (error) {
    tell(error);
    return false;
  }
}
