import type { TemplateKind, TemplateParts } from '../../../shared/contract/templates.ts';
import { toDjangoDatetime } from '../../db/django-datetime.ts';
import type { Database } from '../../db/open-database.ts';
import type { GatehouseTemplateVersion } from '../../db/mail-tables.ts';
import type { Operation } from '../../operations/operation.ts';

/** A version's row, with its id as read. */
export type StoredVersion = Omit<GatehouseTemplateVersion, 'id'> & { readonly id: number };

/** The version of a mail's template that is in use, or null while none is. */
export async function readVersionInUse(
  db: Database,
  kind: TemplateKind,
): Promise<StoredVersion | null> {
  const row = await db
    .selectFrom('gatehouse_template')
    .innerJoin('gatehouse_template_version as version', (on) =>
      on
        .onRef('version.kind', '=', 'gatehouse_template.name')
        .onRef('version.number', '=', 'gatehouse_template.version'),
    )
    .selectAll('version')
    .where('gatehouse_template.name', '=', kind)
    .executeTakeFirst();
  return row ?? null;
}

/** The frame that was written in the console and is in use, or null for the one in the folders. */
export async function readFrameInUse(db: Database): Promise<string | null> {
  return (await readVersionInUse(db, 'frame'))?.html ?? null;
}

/** Every version of a mail's template, newest first. */
export async function listVersions(
  db: Database,
  kind: TemplateKind,
): Promise<readonly StoredVersion[]> {
  return db
    .selectFrom('gatehouse_template_version')
    .selectAll()
    .where('kind', '=', kind)
    .orderBy('number', 'desc')
    .execute();
}

/** One version, or null. */
export async function readVersion(
  db: Database,
  kind: TemplateKind,
  number: number,
): Promise<StoredVersion | null> {
  const row = await db
    .selectFrom('gatehouse_template_version')
    .selectAll()
    .where('kind', '=', kind)
    .where('number', '=', number)
    .executeTakeFirst();
  return row ?? null;
}

/** Adds a version. It is kept whatever becomes of the act: only its use can be taken back. */
export async function addVersion(
  operation: Operation,
  given: {
    readonly kind: TemplateKind;
    readonly number: number;
    readonly parts: TemplateParts;
    readonly note: string;
    readonly savedBy: string;
  },
): Promise<void> {
  const { kind, number, parts, note, savedBy } = given;
  const { subject, text, html } = parts;
  const saved_at = toDjangoDatetime(operation.at);
  await operation.db
    .insertInto('gatehouse_template_version')
    .values({ kind, number, subject, text, html, note, saved_at, saved_by: savedBy })
    .execute();
}

/** Uses a version from now on, or none. It can be told and taken back. */
export async function useVersion(
  operation: Operation,
  kind: TemplateKind,
  number: number | null,
): Promise<void> {
  const isUsed = (await readVersionInUse(operation.db, kind)) !== null;
  if (number === null) await operation.delete('gatehouse_template', [kind]);
  else if (isUsed) await operation.update('gatehouse_template', [{ name: kind, version: number }]);
  else await operation.insert('gatehouse_template', [{ name: kind, version: number }]);
}
