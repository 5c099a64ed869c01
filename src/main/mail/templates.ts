import { fileURLToPath } from 'node:url';

import type { MailPart, TemplateParts } from '../../shared/contract/templates.ts';
import type { Database } from '../db/open-database.ts';
import { type TemplateOverrides, tellOnce } from '../templates/overrides.ts';
import { type FolderState, followFolder } from '../templates/template-folder.ts';
import { readTemplates, type TemplateFiles } from '../templates/template-files.ts';
import { type Edition, fileOf, MAIL_PARTS, renderSoundPart, withNamedFiles } from './edition.ts';
import { createEditionStore, type EditionStore, type KeptEdition } from './edition-store.ts';
import type { MailKind } from './mail-kinds.ts';
import { sampleVariables } from './mail-variables.ts';
import { readVersionInUse } from './version-store.ts';

export interface MailTemplates extends EditionStore {
  /**
   * What mails of a kind are rendered from as of now: the version that was chosen in the console,
   * or else what lies in the folders.
   */
  current(db: Database, kind: MailKind): Promise<Edition>;
  /** The same, kept so that it can be found again. */
  inUse(db: Database, kind: MailKind): Promise<KeptEdition>;
  /** What lies in the folders: the site owner's files where nothing is wrong, else the shipped. */
  inFolders(kind: MailKind): Edition;
  /** Parts that were written in the console, in the frame that lies in the folders. */
  ofParts(kind: MailKind, parts: TemplateParts, version: number | null): Edition;
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
  const onError = overrides?.onError ?? (() => {});
  let folder: FolderState = NOTHING;
  let tell = tellOnce(onError);
  /** By kind, or kind and version. */
  const editions = new Map<string, Edition>();

  function refresh(): void {
    const state = look();
    if (state === folder) return;
    folder = state;
    tell = tellOnce(onError);
    editions.clear();
    for (const problem of state.problems) tell(problem);
  }

  /** Makes an edition, once for each state of the folder. */
  function edition(key: string, make: () => Edition): Edition {
    refresh();
    const made = editions.get(key) ?? make();
    editions.set(key, made);
    return made;
  }

  function ofParts(kind: MailKind, parts: TemplateParts, version: number | null): Edition {
    refresh();
    const written = filesOf(kind, parts);
    const frame = Object.entries(folder.files).filter(([name]) => !Object.hasOwn(written, name));
    const base = { ...shipped, ...written };
    // What is wrong with a draft is its writer's to know, not the log's.
    const told = version === null ? () => {} : tell;
    const { files } = merge(kind, { base, own: Object.fromEntries(frame), tell: told });
    return { kind, origin: 'version', version, files };
  }

  const inFolders = (kind: MailKind): Edition =>
    edition(kind, () => merge(kind, { base: shipped, own: folder.files, tell }));

  async function current(db: Database, kind: MailKind): Promise<Edition> {
    const version = await readVersionInUse(db, kind);
    if (!version) return inFolders(kind);
    const { number, subject, text, html } = version;
    const make = () => ofParts(kind, { subject, text, html }, number);
    return edition(`${kind} ${number}`, make);
  }

  return {
    ...store,
    inFolders,
    ofParts,
    current,
    inUse: async (db, kind) => store.keep(db, await current(db, kind)),
  };
}

const NOTHING: FolderState = { files: {}, problems: [] };

/** The three files that are a mail's own. */
function filesOf(kind: MailKind, parts: TemplateParts): TemplateFiles {
  return Object.fromEntries(MAIL_PARTS.map((part) => [fileOf(kind, part), parts[part]]));
}

/** The three parts that are an edition's own. */
export function partsOf({ kind, files }: Edition): TemplateParts {
  const text = (part: MailPart): string => files[fileOf(kind, part)] ?? '';
  return { subject: text('subject'), text: text('text'), html: text('html') };
}

/** The owner's files of a mail over others, part by part where nothing is wrong. */
function merge(
  kind: MailKind,
  given: {
    readonly base: TemplateFiles;
    readonly own: TemplateFiles;
    readonly tell: (cause: unknown) => void;
  },
): Edition {
  const { base, own, tell } = given;
  const merged = { ...base, ...own };
  const files: Record<string, string> = {};
  let origin: Edition['origin'] = 'shipped';
  for (const part of MAIL_PARTS) {
    const name = fileOf(kind, part);
    const wanted = withNamedFiles([name], merged);
    const isOwn = Object.keys(wanted).some((each) => Object.hasOwn(own, each));
    const holds =
      isOwn && isRight({ kind, origin: 'folder', version: null, files: wanted }, part, tell);
    if (holds) origin = 'folder';
    Object.assign(files, holds ? wanted : withNamedFiles([name], base));
  }
  return { kind, origin, version: null, files };
}

function isRight(edition: Edition, part: MailPart, tell: (cause: unknown) => void): boolean {
  try {
    renderSoundPart(edition, part, { ...sampleVariables(edition.kind), subject: 'Subject' });
    return true;
  } catch (error) {
    tell(error);
    return false;
  }
}
