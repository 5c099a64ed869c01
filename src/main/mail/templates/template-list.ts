import { sql } from 'kysely';

import type { OutputOf } from '../../../shared/contract/index.ts';
import {
  templateKind,
  type TemplateKind,
  type TemplateParts,
  type TemplateRow,
} from '../../../shared/contract/templates.ts';
import { RefusedError } from '../../../shared/errors.ts';
import { ownDatetimeToIso } from '../../db/django-datetime.ts';
import type { Database } from '../../db/open-database.ts';
import { matchesWords } from '../../db/search-words.ts';
import { REQUIRED_LINKS, TEMPLATE_WORDS } from './mail-kinds.ts';
import { FRAME_VARIABLES, MAIL_VARIABLES, type MailVariable } from './mail-variables.ts';
import { type MailTemplates, partsOf } from './templates.ts';
import { listVersions, readFrameInUse, readVersion, readVersionInUse } from './version-store.ts';

export interface TemplateContext {
  readonly db: Database;
  readonly templates: MailTemplates;
}

/** How many people are offered to preview a mail for. */
const PEOPLE_OFFERED = 20;

/** Every mail there is, and what each is rendered from. */
export async function listMailTemplates(
  context: TemplateContext,
): Promise<OutputOf<'templates.list'>> {
  return { rows: await Promise.all(templateKind.options.map((kind) => rowOf(context, kind))) };
}

async function rowOf({ db, templates }: TemplateContext, kind: TemplateKind): Promise<TemplateRow> {
  const version = await readVersionInUse(db, kind);
  return {
    kind,
    ...TEMPLATE_WORDS[kind],
    source: version
      ? { origin: 'version', version: version.number }
      : { origin: (await fallbackOf({ db, templates }, kind)).origin, version: null },
    savedAt: version && ownDatetimeToIso(version.saved_at),
    savedBy: version?.saved_by ?? null,
  };
}

/** One mail's template with everything its editor shows. */
export async function readMailTemplate(
  context: TemplateContext,
  kind: TemplateKind,
): Promise<OutputOf<'templates.get'>> {
  const { db } = context;
  const inUse = await readVersionInUse(db, kind);
  const fallback = await fallbackOf(context, kind);
  const versions = await listVersions(db, kind);
  return {
    ...(await rowOf(context, kind)),
    parts: inUse ? partsIn(inUse) : partsIn(fallback),
    default: fallback,
    variables: variablesOf(kind).map(({ name, about, sample }) => ({
      name,
      about,
      sample: String(sample),
      required: kind !== 'frame' && name === REQUIRED_LINKS[kind],
    })),
    versions: versions.map((version) => ({
      number: version.number,
      savedAt: ownDatetimeToIso(version.saved_at),
      savedBy: version.saved_by,
      note: version.note,
    })),
  };
}

/** What is used while no version is, and where it lies. */
async function fallbackOf(
  { db, templates }: TemplateContext,
  kind: TemplateKind,
): Promise<OutputOf<'templates.get'>['default']> {
  if (kind === 'frame') return { subject: '', text: '', ...templates.frameInFolders() };
  const edition = templates.inFolders(kind, await readFrameInUse(db));
  return { ...partsOf(edition), origin: edition.origin === 'folder' ? 'folder' : 'shipped' };
}

function variablesOf(kind: TemplateKind): readonly MailVariable[] {
  return kind === 'frame' ? [...FRAME_VARIABLES, SUBJECT] : MAIL_VARIABLES[kind];
}

const SUBJECT: MailVariable = {
  name: 'subject',
  about: 'The mail’s subject',
  sample: 'Account activation',
};

/** What an older version says. @throws RefusedError `not-found`. */
export async function readTemplateVersion(
  { db }: Pick<TemplateContext, 'db'>,
  kind: TemplateKind,
  number: number,
): Promise<TemplateParts> {
  const version = await readVersion(db, kind, number);
  if (!version) throw noVersion(number);
  return partsIn(version);
}

/** People to preview a mail for, newest sign-up first. */
export async function previewPeople(
  db: Database,
  search: string,
): Promise<OutputOf<'templates.people'>> {
  const people = await db
    .selectFrom('auth_user')
    .select(['id', 'username', 'email'])
    .where(matchesWords(search, ['username', 'email', 'first_name', 'last_name']))
    .orderBy(sql`id`, 'desc')
    .limit(PEOPLE_OFFERED)
    .execute();
  return { people };
}

export function noVersion(number: number): RefusedError {
  return new RefusedError({ code: 'not-found', message: `There is no version ${number}.` });
}

function partsIn({ subject, text, html }: TemplateParts): TemplateParts {
  return { subject, text, html };
}
