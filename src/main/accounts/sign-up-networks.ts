import { sql } from 'kysely';

import { HOUR_MS } from '../../shared/durations.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { firstJoined } from '../operations/joined-at.ts';
import { type Network, networkOf } from './network-of.ts';

/** From so many within such a span on, sign-ups of one network are a burst. */
export const BURST = 5;
export const BURST_SPAN_MS = HOUR_MS;

/** How many of the newest sign-ups that still wait are looked at for bursts. */
const LOOKED_AT = 5_000;

/** Everybody who signed up from the network whose addresses begin so. */
export async function accountsFromNetwork(
  db: Database,
  prefix: string,
): Promise<readonly number[]> {
  const { rows } = await sql<{ user_id: number }>`
    SELECT user_id FROM gatehouse_registration
    WHERE address != '' AND address >= ${prefix} AND address < ${prefix} || char(1114111)`.execute(
    db,
  );
  return rows.map(({ user_id }) => user_id);
}

/** Networks from which a burst of those signed up who wait for their link or an approval. */
export async function burstNetworks(db: Database): Promise<readonly Network[]> {
  const { rows } = await sql<{ address: string; joined: string }>`
    SELECT known.address, ${firstJoined} AS joined FROM gatehouse_registration AS known
    JOIN auth_user ON auth_user.id = known.user_id
    WHERE known.address != '' AND auth_user.is_active = 0 AND auth_user.last_login IS NULL
    ORDER BY known.user_id DESC LIMIT ${LOOKED_AT}`.execute(db);
  const networks = new Map<string, { network: Network; instants: number[] }>();
  for (const { address, joined } of rows) {
    const network = networkOf(address);
    const at = parseDjangoDatetime(joined);
    if (network === null || at === null) continue;
    const known = networks.get(network.prefix) ?? { network, instants: [] };
    known.instants.push(at.getTime());
    networks.set(network.prefix, known);
  }
  return [...networks.values()]
    .filter(({ instants }) => isBurst(instants))
    .toSorted((one, other) => other.instants.length - one.instants.length)
    .map(({ network }) => network);
}

function isBurst(instants: readonly number[]): boolean {
  const sorted = instants.toSorted((one, other) => one - other);
  return sorted.some((at, index) => {
    const last = sorted[index + BURST - 1];
    return last !== undefined && last - at <= BURST_SPAN_MS;
  });
}
