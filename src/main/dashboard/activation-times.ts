import { setImmediate as nextTurn } from 'node:timers/promises';

import { sql } from 'kysely';

import type { DaySpan } from '../../shared/contract/dashboard.ts';
import type { OutputOf } from '../../shared/contract/index.ts';
import { signUpsQuery } from '../../shared/sign-ups-query.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { firstJoined } from '../operations/joined-at.ts';
import { kindsThat } from '../operations/operation-kinds.ts';
import { edgesOf } from '../people/day-edges.ts';
import type { People } from '../people/people.ts';

/** The newest activations of a kind that are looked at, and how many in one turn. */
const MOST = 50_000;
const CHUNK = 200;
const DOMAINS_SHOWN = 8;

/** The acts by which people follow the link of their mail. */
const BY_LINK = kindsThat(
  ({ story, provesAddress }) => provesAddress === true && story?.kind === 'activated',
);

/**
 * How long people took from joining to following their link, by mail domain: the domains that most
 * of them have, slowest first.
 */
export async function activationTimes(
  given: { readonly db: Database; readonly people: Pick<People, 'count'> },
  span: DaySpan,
): Promise<OutputOf<'dashboard.activationTimes'>> {
  const times = await timesByDomain(given.db, span);
  const largest = [...times].toSorted(([, a], [, b]) => b.length - a.length);
  const domains = largest.slice(0, DOMAINS_SHOWN).map(async ([domain, known]) => {
    const query = `${signUpsQuery(span)} is:active domain:${domain}`;
    return { domain, medianMs: median(known), active: await given.people.count({ query }), query };
  });
  const shown = await Promise.all(domains);
  return { domains: shown.toSorted((a, b) => b.medianMs - a.medianMs) };
}

async function timesByDomain(
  db: Database,
  span: DaySpan,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map<string, number[]>();
  for (const kind of BY_LINK) {
    let oldest: Activation | undefined;
    for (let seen = 0; seen < MOST; seen += CHUNK) {
      const acts = await activationsBefore(db, { kind, oldest }, span);
      const instants = new Map(acts.map(({ account_id, at }) => [account_id, at]));
      for (const { email, joined, id } of await joinedOf(db, [...instants.keys()], span)) {
        const domain = email.slice(email.lastIndexOf('@') + 1).toLowerCase();
        const at = parseDjangoDatetime(instants.get(id) ?? null);
        const start = parseDjangoDatetime(joined);
        if (domain === '' || /\s/.test(domain) || at === null || start === null) continue;
        const known = times.get(domain) ?? [];
        known.push(Math.max(0, at.getTime() - start.getTime()));
        times.set(domain, known);
      }
      if (acts.length < CHUNK) break;
      oldest = acts.at(-1);
      await nextTurn();
    }
  }
  return times;
}

interface Activation {
  readonly id: number;
  readonly at: string;
  /** 0 where nobody is known any more. */
  readonly account_id: number;
}

/** The next older activations, as the index of kinds and times has them. */
async function activationsBefore(
  db: Database,
  { kind, oldest }: { readonly kind: string; readonly oldest: Activation | undefined },
  span: DaySpan,
): Promise<readonly Activation[]> {
  const older = oldest ? sql`(at, id) < (${oldest.at}, ${oldest.id})` : sql`1`;
  const { rows } = await sql<Activation>`
    SELECT id, at, coalesce((SELECT account_id FROM gatehouse_operation_change
      WHERE operation_id = gatehouse_operation.id
        AND table_name = 'registration_registrationprofile'), 0) AS account_id
    FROM gatehouse_operation WHERE kind = ${kind} AND at > ${edgesOf(span).after} AND ${older}
    ORDER BY at DESC, id DESC LIMIT ${CHUNK}`.execute(db);
  return rows;
}

async function joinedOf(db: Database, ids: readonly number[], span: DaySpan) {
  const { after, until } = edgesOf(span);
  const { rows } = await sql<{ id: number; email: string; joined: string }>`
    SELECT id, email, ${firstJoined} AS joined FROM auth_user
    WHERE id IN ${keySet(ids)} AND date_joined > ${after} AND date_joined <= ${until}`.execute(db);
  return rows;
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
