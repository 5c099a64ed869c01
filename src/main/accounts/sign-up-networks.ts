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

/**
 * Who signed up from one of the networks, and the name of that.
 * @param most How many of each, the newest; all when left out.
 */
export async function signUpsFromNetworks(
  db: Database,
  networks: readonly Network[],
  most = -1,
): Promise<readonly { readonly id: number; readonly network: string }[]> {
  const prefixes = new Set(networks.flatMap((network) => network.prefixes));
  const names = new Set(networks.map(({ name }) => name));
  const { rows } = await sql<{ user_id: number; address: string }>`
    SELECT DISTINCT known.user_id, known.address
    FROM json_each(${JSON.stringify([...prefixes])}) AS wanted
    CROSS JOIN gatehouse_registration AS known ON known.user_id IN (
      SELECT user_id FROM gatehouse_registration AS near
      WHERE near.address != '' AND near.address >= wanted.value
        AND near.address < wanted.value || char(1114111)
      ORDER BY user_id DESC LIMIT ${most})`.execute(db);
  return rows.flatMap(({ user_id, address }) => {
    const network = networkOf(address)?.name ?? '';
    return names.has(network) ? [{ id: user_id, network }] : [];
  });
}

/** Everybody who signed up from the network. */
export async function accountsFromNetwork(
  db: Database,
  network: Network,
): Promise<readonly number[]> {
  return (await signUpsFromNetworks(db, [network])).map(({ id }) => id);
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
    const known = networks.get(network.name) ?? { network, instants: [] };
    known.instants.push(at.getTime());
    networks.set(network.name, known);
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
