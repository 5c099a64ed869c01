import { setImmediate as nextTurn } from 'node:timers/promises';

import { sql } from 'kysely';

import { parseDjangoDatetime } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import { firstJoined } from '../operations/joined-at.ts';
import { type Network, networkOf } from './network-of.ts';
import { BURST, BURST_SPAN_MS, signUpsFromNetworks } from './sign-up-networks.ts';

/** So many are read in one statement, some milliseconds; others are served in between. */
const ADDRESSES_AT_ONCE = 5_000;
const SIGN_UPS_AT_ONCE = 1_000;
const NETWORKS_AT_ONCE = 50;

/**
 * Who is not active and signed up in a burst: at least `BURST` from one network within
 * `BURST_SPAN_MS` of them, whatever became of the others. In the index of all addresses those of a
 * network nearly always lie together; networks of which some do not are looked up.
 */
export async function burstSignUps(db: Database): Promise<readonly number[]> {
  const found = new Set<number>();
  const scattered = new Map<string, Network>();
  /** Sign-ups from networks that have enough. */
  let crowded: number[][] = [];
  let beginning: string | null = null;
  let together: number[] = [];
  const judge = async () => {
    for (const id of await inBurst(db, crowded)) found.add(id);
    crowded = [];
  };
  for await (const rows of addressesInOrder(db)) {
    for (const { address, id } of rows) {
      if (beginning === null || !address.startsWith(beginning)) {
        if (together.length >= BURST) crowded.push(together);
        together = [];
        const network = networkOf(address);
        beginning = network && onlyBeginning(address, network);
        if (network && beginning === null) scattered.set(network.name, network);
      }
      if (beginning !== null) together.push(id);
    }
    await judge();
  }
  crowded.push(together);
  await judge();
  for (const id of await burstFrom(db, [...scattered.values()])) found.add(id);
  return [...found];
}

/** The same of all from the networks that these accounts came from. */
export async function burstAround(
  db: Database,
  ids: readonly number[],
): Promise<readonly number[]> {
  const known = await db
    .selectFrom('gatehouse_registration')
    .select('address')
    .where('user_id', 'in', keySet(ids))
    .execute();
  const networks = known.flatMap(({ address }) => networkOf(address) ?? []);
  return burstFrom(db, [...new Map(networks.map((each) => [each.name, each])).values()]);
}

async function burstFrom(db: Database, networks: readonly Network[]): Promise<readonly number[]> {
  const found: number[] = [];
  for (let start = 0; start < networks.length; start += NETWORKS_AT_ONCE) {
    const some = await signUpsFromNetworks(db, networks.slice(start, start + NETWORKS_AT_ONCE));
    const members = Map.groupBy(some, ({ network }) => network).values();
    found.push(
      ...(await inBurst(
        db,
        [...members].map((each) => each.map(({ id }) => id)),
      )),
    );
  }
  return found;
}

/**
 * What the addresses of a network begin with, if this one does and hardly any is written otherwise:
 * whoever is met in another spelling has the whole network looked up.
 */
function onlyBeginning(address: string, { prefixes }: Network): string | null {
  const [usual = '', ...others] = prefixes;
  const isOne = others.length === 0 || !usual.includes(':');
  return isOne && address.startsWith(usual) ? usual : null;
}

async function* addressesInOrder(db: Database) {
  let after = { address: '', id: 0 };
  for (;;) {
    const { rows } = await sql<{ address: string; id: number }>`
      SELECT address, user_id AS id FROM gatehouse_registration
      WHERE address != '' AND (address, user_id) > (${after.address}, ${after.id})
      ORDER BY address, user_id LIMIT ${ADDRESSES_AT_ONCE}`.execute(db);
    yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < ADDRESSES_AT_ONCE) return;
    after = last;
    await nextTurn();
  }
}

/** Of those who came from a network each, who came with enough others and is not active. */
async function inBurst(
  db: Database,
  networks: readonly (readonly number[])[],
): Promise<readonly number[]> {
  const ids = networks.flat();
  const byId = new Map<number, Arrival>();
  for (let start = 0; start < ids.length; start += SIGN_UPS_AT_ONCE) {
    const arrivals = await db
      .selectFrom('auth_user')
      .select(['id', 'is_active as isActive', firstJoined.as('joined')])
      .where('id', 'in', keySet(ids.slice(start, start + SIGN_UPS_AT_ONCE)))
      .execute();
    for (const arrival of arrivals) byId.set(arrival.id, arrival);
    await nextTurn();
  }
  return networks.flatMap((members) => closeInTime(members.flatMap((id) => byId.get(id) ?? [])));
}

interface Arrival {
  readonly id: number;
  readonly isActive: number;
  /** As Django writes it; in a project's database the first one. */
  readonly joined: string;
}

function closeInTime(arrivals: readonly Arrival[]): readonly number[] {
  if (arrivals.length < BURST || arrivals.every(({ isActive }) => isActive === 1)) return [];
  const inTime = arrivals
    .map(({ joined, ...who }) => ({ ...who, at: parseDjangoDatetime(joined)?.getTime() ?? 0 }))
    .toSorted((one, other) => one.at - other.at);
  const found: number[] = [];
  let first = 0;
  let end = 0;
  for (const { id, isActive, at } of inTime) {
    while ((inTime[first]?.at ?? at) < at - BURST_SPAN_MS) first += 1;
    while ((inTime[end]?.at ?? Infinity) <= at + BURST_SPAN_MS) end += 1;
    if (isActive === 0 && end - first >= BURST) found.push(id);
  }
  return found;
}
