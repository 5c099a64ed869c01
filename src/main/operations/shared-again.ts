import type { StoredChange } from './stored-changes.ts';

/** Somebody whose address, now that they have it again, is somebody else's too. */
export interface SharedAgain {
  readonly name: string;
  readonly holder: string;
}

/** Who has which address: the first account of each mailbox that has one. */
export type Holders = ReadonlyMap<string, { readonly id: number; readonly username: string }>;

/** The changes by whose undo an account has another address than now, with that address. */
function addressesIn(
  changes: readonly StoredChange[],
): readonly (readonly [StoredChange, string])[] {
  return changes.flatMap((change) => {
    const email = change.table === 'auth_user' ? change.before?.['email'] : undefined;
    return typeof email === 'string' && email !== '' ? [[change, email] as const] : [];
  });
}

/**
 * Of changes that are about to be taken back, who gets an address by that which somebody has been
 * given since. People of the same act had it together before.
 *
 * @param together Everybody whom the act was about.
 */
export async function sharedAgain(
  changes: readonly StoredChange[],
  findHolders: (addresses: Iterable<string>) => Promise<Holders>,
  together: ReadonlySet<number | null>,
): Promise<readonly SharedAgain[]> {
  const addresses = addressesIn(changes);
  if (addresses.length === 0) return [];
  const holders = await findHolders(addresses.map(([, address]) => address));
  return addresses.flatMap(([{ name }, address]) => {
    const holder = holders.get(address);
    return holder && !together.has(holder.id) ? [{ name, holder: holder.username }] : [];
  });
}
