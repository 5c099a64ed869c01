import { keepNewest } from '../../../shared/keep-newest.ts';
import type { Database } from '../../db/open-database.ts';
import { type Edition, editionHash } from './edition.ts';
import type { MailKind } from './mail-kinds.ts';

/** An edition with its row's id. */
export interface KeptEdition extends Edition {
  readonly id: number;
}

/** Editions held in memory: a handful is in use. */
const HELD = 30;

export interface EditionStore {
  /** Keeps an edition, once. The same object comes back for the same edition. */
  keep(db: Database, edition: Edition): Promise<KeptEdition>;
  /** @throws Error when there is none with this id. */
  read(db: Database, id: number): Promise<KeptEdition>;
}

/** The editions that mails were and are to be rendered from. */
export function createEditionStore(): EditionStore {
  const held = new Map<number, KeptEdition>();
  const hashes = new WeakMap<Edition, string>();

  function hold(id: number, edition: Edition): KeptEdition {
    const kept = held.get(id) ?? { ...edition, id };
    held.delete(id);
    held.set(id, kept);
    keepNewest(held, HELD);
    return kept;
  }

  async function keep(db: Database, edition: Edition): Promise<KeptEdition> {
    const hash = hashes.get(edition) ?? editionHash(edition);
    hashes.set(edition, hash);
    const known = await db
      .selectFrom('gatehouse_template_edition')
      .select('id')
      .where('hash', '=', hash)
      .executeTakeFirst();
    if (known) return hold(known.id, edition);
    const { kind, origin, version } = edition;
    const { id } = await db
      .insertInto('gatehouse_template_edition')
      .values({ hash, kind, origin, version, files: JSON.stringify(edition.files) })
      .returning('id')
      .executeTakeFirstOrThrow();
    // The transaction may yet fail, as that of whatever is held by this id did.
    held.delete(id);
    return { ...edition, id };
  }

  async function read(db: Database, id: number): Promise<KeptEdition> {
    const kept = held.get(id);
    if (kept) return hold(id, kept);
    const row = await db
      .selectFrom('gatehouse_template_edition')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    return hold(id, {
      kind: row.kind as MailKind,
      origin: row.origin as Edition['origin'],
      version: row.version,
      files: JSON.parse(row.files) as Edition['files'],
    });
  }

  return { keep, read };
}
