import { type RawBuilder, sql } from 'kysely';

import type { OutputOf } from '../../../shared/contract/index.ts';
import type { Database } from '../../db/open-database.ts';

/** Within a query of `gatehouse_captured_mail`: the labels of a mail's tags, as JSON. */
export const tagLabels = sql<string>`(SELECT json_group_array(label) FROM
  (SELECT label FROM gatehouse_captured_tag WHERE mail_id = gatehouse_captured_mail.id
    ORDER BY tag))`;

/** Tags shown to choose from. */
const MAX_TAGS = 200;

/** The tags in use on what somebody may see, the most frequent first. */
export async function listTags(
  db: Database,
  sight: RawBuilder<boolean>,
): Promise<OutputOf<'captured.tags'>> {
  const { rows } = await sql<{ label: string; mails: number }>`
    SELECT min(label) AS label, count(*) AS mails FROM gatehouse_captured_tag
    JOIN gatehouse_captured_mail ON id = mail_id AND deleted_at IS NULL AND ${sight}
    GROUP BY tag ORDER BY mails DESC, tag LIMIT ${MAX_TAGS}`.execute(db);
  return { tags: rows };
}
