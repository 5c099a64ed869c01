import { firstJoined } from '../operations/joined-at.ts';
import { networkOf } from '../accounts/network-of.ts';
import { BURST_SPAN_MS, signUpsFromNetworks } from '../accounts/sign-up-networks.ts';
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

/** When others signed up from the same networks, by the network's name; instants in ms. */
export async function readNeighbours(
  db: Database,
  rows: readonly Arrival[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const networks = rows.flatMap(({ address }) => networkOf(address) ?? []);
  const found = await signUpsFromNetworks(db, networks, NETWORK_READ);
  const accounts = await db
    .selectFrom('auth_user')
    .select(['id', firstJoined.as('joined')])
    .where('id', 'in', keySet(found.map(({ id }) => id)))
    .execute();
  const instants = new Map(accounts.map(({ id, joined }) => [id, instantOf(joined)]));
  return new Map(
    [...Map.groupBy(found, ({ network }) => network)].map(([name, members]) => [
      name,
      members.flatMap(({ id }) => instants.get(id) ?? []),
    ]),
  );
}

/** From which network it came, and how many others came from there at about the same time. */
export function networkCount(
  { address, joined }: Arrival,
  neighbours: ReadonlyMap<string, readonly number[]>,
): SignUpFacts['network'] {
  const network = networkOf(address);
  if (network === null) return null;
  const at = instantOf(joined);
  const near = neighbours.get(network.name) ?? [];
  const count = near.filter((instant) => Math.abs(instant - at) <= BURST_SPAN_MS).length;
  return { name: network.name, count };
}

function instantOf(text: string): number {
  return parseDjangoDatetime(text)?.getTime() ?? 0;
}
