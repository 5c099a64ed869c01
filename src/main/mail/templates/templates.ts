import { fileURLToPath } from 'node:url';

import type { MailPart, TemplateParts } from '../../../shared/contract/templates.ts';
import type { Database } from '../../db/open-database.ts';
import { type TemplateOverrides, tellOnce } from '../../templates/overrides.ts';
import { type FolderState, followFolder } from '../../templates/template-folder.ts';
import { readTemplates, type TemplateFiles } from '../../templates/template-files.ts';
import {
  type Edition,
  fileOf,
  FRAME_FILE,
  MAIL_PARTS,
  renderSoundPart,
  withNamedFiles,
} from './edition.ts';
import { createEditionStore, type EditionStore, type KeptEdition } from './edition-store.ts';
import type { MailKind } from './mail-kinds.ts';
import { sampleVariables } from './mail-variables.ts';
import { readFrameInUse, readVersionInUse } from './version-store.ts';

export interface MailTemplates extends EditionStore {
  /**
   * What mails of a kind are rendered from as of now: the version that was chosen in the console,
   * or else what lies in the folders.
   */
  current(db: Database, kind: MailKind): Promise<Edition>;
  /** The same, kept so that it can be found again. */
  inUse(db: Database, kind: MailKind): Promise<KeptEdition>;
  /**
   * What lies in the folders: the site owner's files where nothing is wrong, else the shipped.
   * @param frame The frame written in the console; null or left out for the one in the folders.
   */
  inFolders(kind: MailKind, frame?: string | null): Edition;
  /** Parts that were written in the console, in such a frame. */
  ofParts(
    kind: MailKind,
    written: {
      readonly parts: TemplateParts;
      readonly version: number | null;
      readonly frame: string | null;
    },
  ): Edition;
  /** The frame that lies in the folders, and in which of them. */
  frameInFolders(): { readonly html: string; readonly origin: 'folder' | 'shipped' };
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

  const ofParts: MailTemplates['ofParts'] = (kind, { parts, version, frame }) => {
    refresh();
    const written = { ...filesOf(kind, parts), ...frameFile(frame) };
    const others = Object.entries(folder.files).filter(([name]) => !Object.hasOwn(written, name));
    const base = { ...shipped, ...written };
    // What is wrong with a draft is its writer's to know, not the log's.
    const told = version === null ? () => {} : tell;
    const { files } = merge(kind, { base, own: Object.fromEntries(others), tell: told });
    return { kind, origin: 'version', version, files };
  };

  const inFolders = (kind: MailKind, frame: string | null = null): Edition =>
    edition(`${kind} in ${frame}`, () => {
      const written = frameFile(frame);
      const own = { ...folder.files };
      if (frame !== null) delete own[FRAME_FILE];
      return merge(kind, { base: { ...shipped, ...written }, own, tell });
    });

  function frameInFolders(): ReturnType<MailTemplates['frameInFolders']> {
    refresh();
    const own = folder.files[FRAME_FILE];
    return own === undefined
      ? { html: shipped[FRAME_FILE] ?? '', origin: 'shipped' }
      : { html: own, origin: 'folder' };
  }

  async function current(db: Database, kind: MailKind): Promise<Edition> {
    const version = await readVersionInUse(db, kind);
    const frame = await readFrameInUse(db);
    if (!version) return inFolders(kind, frame);
    const { number, subject, text, html } = version;
    const make = () => ofParts(kind, { parts: { subject, text, html }, version: number, frame });
    return edition(`${kind} ${number} in ${frame}`, make);
  }

  return {
    ...store,
    inFolders,
    ofParts,
    frameInFolders,
    current,
    inUse: async (db, kind) => store.keep(db, await current(db, kind)),
  };
}

const NOTHING: FolderState = { files: {}, problems: [] };

/** The frame's file, where it was written in the console. */
function frameFile(frame: string | null): TemplateFiles {
  return frame === null ? {} : { [FRAME_FILE]: frame };
}

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
