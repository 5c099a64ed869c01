import { firstJoined } from '../operations/joined-at.ts';
import { networkOf } from '../accounts/network-of.ts';
import { BURST_SPAN_MS, newestFromNetworks } from '../accounts/sign-up-networks.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import type { SignUpFacts } from './signals.ts';

/** When and from where somebody signed up. */
interface Arrival {
  /** As Django writes it; in a project's database the first one. */
  readonly joined: string;
  readonly address: string;
}

/** Of a network with more sign-ups than these, the newest are looked at. */
const NETWORK_READ = 20_000;

/** When others signed up from the same networks, by the network's name; instants in ms, in order. */
export async function readNeighbours(
  db: Database,
  rows: readonly Arrival[],
): Promise<ReadonlyMap<string, Float64Array>> {
  const networks = rows.flatMap(({ address }) => networkOf(address) ?? []);
  const known = new Map<string, number[]>();
  for await (const found of newestFromNetworks(db, networks, NETWORK_READ)) {
    const accounts = await db
      .selectFrom('auth_user')
      .select(['id', firstJoined.as('joined')])
      .where('id', 'in', keySet(found.map(({ id }) => id)))
      .execute();
    const instants = new Map(accounts.map(({ id, joined }) => [id, instantOf(joined)]));
    for (const [network, members] of Map.groupBy(found, (each) => each.network)) {
      const near = known.get(network) ?? [];
      known.set(network, near);
      near.push(...members.flatMap(({ id }) => instants.get(id) ?? []));
    }
  }
  return new Map([...known].map(([name, near]) => [name, Float64Array.from(near).toSorted()]));
}

/** From which network it came, and how many others came from there at about the same time. */
export function networkCount(
  { address, joined }: Arrival,
  neighbours: ReadonlyMap<string, Float64Array>,
): SignUpFacts['network'] {
  const network = networkOf(address);
  if (network === null) return null;
  const at = instantOf(joined);
  const near = neighbours.get(network.name) ?? new Float64Array();
  const count = countUpTo(near, at + BURST_SPAN_MS) - countUpTo(near, at - BURST_SPAN_MS - 1);
  return { name: network.name, count };
}

/** How many instants are not later than this one. */
function countUpTo(instants: Float64Array, last: number): number {
  let low = 0;
  let high = instants.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((instants[middle] ?? 0) <= last) low = middle + 1;
    else high = middle;
  }
  return low;
}

function instantOf(text: string): number {
  return parseDjangoDatetime(text)?.getTime() ?? 0;
}
