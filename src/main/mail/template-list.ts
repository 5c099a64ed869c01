import { sql } from 'kysely';

import type { OutputOf } from '../../shared/contract/index.ts';
import type { TemplateParts, TemplateRow } from '../../shared/contract/templates.ts';
import { RefusedError } from '../../shared/errors.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { matchesWords } from '../db/search-words.ts';
import { MAIL_KINDS, MAIL_WORDS, type MailKind, REQUIRED_LINKS } from './mail-kinds.ts';
import { MAIL_VARIABLES } from './mail-variables.ts';
import { type MailTemplates, partsOf } from './templates.ts';
import {
  listVersions,
  readVersion,
  readVersionInUse,
  type StoredVersion,
} from './version-store.ts';

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
  return { rows: await Promise.all(MAIL_KINDS.map((kind) => rowOf(context, kind))) };
}

async function rowOf({ db, templates }: TemplateContext, kind: MailKind): Promise<TemplateRow> {
  const version = await readVersionInUse(db, kind);
  return {
    kind,
    ...MAIL_WORDS[kind],
    source: version
      ? { origin: 'version', version: version.number }
      : { origin: templates.inFolders(kind).origin, version: null },
    savedAt: version && savedAt(version),
    savedBy: version?.saved_by ?? null,
  };
}

/** One mail's template with everything its editor shows. */
export async function readMailTemplate(
  context: TemplateContext,
  kind: MailKind,
): Promise<OutputOf<'templates.get'>> {
  const { db, templates } = context;
  const inUse = await readVersionInUse(db, kind);
  const inFolders = templates.inFolders(kind);
  const fallback = partsOf(inFolders);
  const versions = await listVersions(db, kind);
  return {
    ...(await rowOf(context, kind)),
    parts: inUse ? partsIn(inUse) : fallback,
    default: { ...fallback, origin: inFolders.origin === 'folder' ? 'folder' : 'shipped' },
    variables: MAIL_VARIABLES[kind].map(({ name, about, sample }) => ({
      name,
      about,
      sample: String(sample),
      required: name === REQUIRED_LINKS[kind],
    })),
    versions: versions.map((version) => ({
      number: version.number,
      savedAt: savedAt(version),
      savedBy: version.saved_by,
      note: version.note,
    })),
  };
}

/** What an older version says. @throws RefusedError `not-found`. */
export async function readTemplateVersion(
  { db }: Pick<TemplateContext, 'db'>,
  kind: MailKind,
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

function partsIn({ subject, text, html }: StoredVersion): TemplateParts {
  return { subject, text, html };
}

function savedAt({ saved_at }: StoredVersion): string {
  return (parseDjangoDatetime(saved_at) ?? new Date(0)).toISOString();
}
