import { setImmediate as nextTurn } from 'node:timers/promises';

import { type RawBuilder, sql } from 'kysely';

import { HOUR_MS } from '../../shared/durations.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { firstJoined } from '../operations/joined-at.ts';
import { type Network, networkOf } from './network-of.ts';

/** From so many within such a span on, sign-ups of one network are a burst. */
export const BURST = 5;
export const BURST_SPAN_MS = HOUR_MS;

/** How many of the newest sign-ups that still wait are looked at for bursts. */
const LOOKED_AT = 5_000;

/** So many are read in one statement where others are served in between. */
const AT_ONCE = 1_000;

/** Who signed up from a network of this name. */
interface FromNetwork {
  readonly id: number;
  readonly network: string;
}

/** Who signed up from one of the networks, and the name of that. */
export async function signUpsFromNetworks(
  db: Database,
  networks: readonly Network[],
): Promise<readonly FromNetwork[]> {
  const { rows } = await sql<SignUp>`
    SELECT DISTINCT known.user_id AS id, known.address ${nearTo(networks, -1)}`.execute(db);
  return namedIn(networks)(rows);
}

/**
 * The same in pieces, between which others are served.
 * @param most How many of each network, the newest.
 */
export async function* newestFromNetworks(
  db: Database,
  networks: readonly Network[],
  most: number,
): AsyncGenerator<readonly FromNetwork[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT DISTINCT known.user_id AS id ${nearTo(networks, most)}`.execute(db);
  const named = namedIn(networks);
  for (let start = 0; start < rows.length; start += AT_ONCE) {
    if (rows.length > AT_ONCE) await nextTurn();
    const ids = rows.slice(start, start + AT_ONCE).map(({ id }) => id);
    const some = await db
      .selectFrom('gatehouse_registration')
      .select(['user_id as id', 'address'])
      .where('user_id', 'in', keySet(ids))
      .execute();
    yield named(some);
  }
}

/** SQL for those whose address begins as those of the networks do: others of them may too. */
function nearTo(networks: readonly Network[], most: number): RawBuilder<unknown> {
  const prefixes = new Set(networks.flatMap((network) => network.prefixes));
  return sql`FROM json_each(${JSON.stringify([...prefixes])}) AS wanted
    CROSS JOIN gatehouse_registration AS known ON known.user_id IN (
      SELECT user_id FROM gatehouse_registration AS near
      WHERE near.address != '' AND near.address >= wanted.value
        AND near.address < wanted.value || char(1114111)
      ORDER BY user_id DESC LIMIT ${most})`;
}

interface SignUp {
  readonly id: number;
  readonly address: string;
}

/** Names whoever came from one of the networks; each address is looked at once. */
function namedIn(networks: readonly Network[]) {
  const names = new Set(networks.map(({ name }) => name));
  const known = new Map<string, string>();
  const nameOf = (address: string): string => {
    const name = known.get(address) ?? networkOf(address)?.name ?? '';
    known.set(address, name);
    return name;
  };
  return (rows: readonly SignUp[]): readonly FromNetwork[] =>
    rows.flatMap(({ id, address }) => {
      const network = nameOf(address);
      return names.has(network) ? [{ id, network }] : [];
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
