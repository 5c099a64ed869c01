import type { MailValue } from '../../../shared/people-operators.ts';
import type { Network } from '../../accounts/network-of.ts';
import type { Flag, InstantColumn, Test } from '../read-query.ts';
import type { StoredColumn } from '../sql-order.ts';
import { allBits, type Bits, noBits, setBit, subtract } from './bits.ts';
import { duplicateBits } from './duplicate-bits.ts';
import type { Orders } from './orders.ts';
import type { PersonIndex } from './person-index.ts';
import {
  ACTIVE,
  SEEN,
  STAFF,
  SUPERUSER,
  SUPERVISED,
  UNUSED_KEY,
  USED_KEY,
} from './person-records.ts';
import { addSlots, bitsOf, signalFind, type SignalSources } from './signal-bits.ts';
import type { Slices } from './slices.ts';
import { SlowFinds } from './slow-finds.ts';

/** What the index asks the database for. */
export interface Sources extends SignalSources {
  /** Whose latest mail has this fate. */
  mailed(fate: Exclude<MailValue, 'none' | 'left'>): Promise<readonly number[]>;
  /** Who has a mail, or had one sent, in pieces: these are many. */
  mailedAtAll(which: 'none' | 'left'): AsyncIterator<readonly number[], void>;
  /** The members of the groups with this folded name. */
  members(group: string): Promise<readonly number[]>;
  /** Who signed up from a network, by what its addresses begin with. */
  fromNetwork(network: Network): Promise<readonly number[]>;
  /** Who has a note. */
  noted(): Promise<readonly number[]>;
}

/** Those of them that are asked in statements which may take a while. */
export type DatabaseSources = Omit<Sources, 'username' | 'email' | 'disposableDomains'>;

/** A test that is answered by something else than the texts. */
export type OtherTest = Exclude<Test, { readonly kind: 'text' | 'domain' }>;

const FLAG_BITS: Readonly<Record<Exclude<Flag, 'unseen'>, readonly [mask: number, value: number]>> =
  {
    active: [ACTIVE, ACTIVE],
    staff: [STAFF, STAFF],
    superuser: [SUPERUSER, SUPERUSER],
    unconfirmed: [ACTIVE | UNUSED_KEY, UNUSED_KEY],
    unapproved: [ACTIVE | USED_KEY | SUPERVISED | SEEN, USED_KEY | SUPERVISED],
  };

const INSTANT_ORDERS: Readonly<Record<InstantColumn, StoredColumn>> = {
  joined: 'dateJoined',
  lastLogin: 'lastLogin',
  issued: 'expiresAt',
};

/** Finds who passes a test by the flags, the orders and the database. */
export function createTestFinder(given: {
  readonly index: PersonIndex;
  readonly orders: Orders;
  readonly sources: Sources;
}): (test: OtherTest) => Slices<Bits> {
  const { index, orders, sources } = given;
  /** Most changes of the console are of no address; those of other programs may be of any. */
  const slow = new SlowFinds(index);

  function withFlag(flag: Flag): Bits {
    const { flags, ids, size } = index;
    const [mask, value] = flag === 'unseen' ? [SEEN, 0] : FLAG_BITS[flag];
    const found = noBits(ids.length);
    for (let slot = 0; slot < size; slot += 1) {
      if (((flags[slot] ?? 0) & mask) === value) setBit(found, slot);
    }
    return found;
  }

  function* between(test: Test & { readonly kind: 'instant' }): Slices<Bits> {
    const column = INSTANT_ORDERS[test.column];
    // Never in one that is upset: who is sought by halves in it may be anybody.
    while (!orders.has(column)) yield column;
    const slots = orders.slots(column);
    const from = orders.rank(column, test.after);
    const to = test.until === null ? slots.length : orders.rank(column, test.until);
    const found = noBits(index.ids.length);
    for (let at = from; at < to; at += 1) setBit(found, slots[at] ?? 0);
    return found;
  }

  function* slotsOfPieces(pieces: AsyncIterator<readonly number[], void>): Slices<Bits> {
    const found = noBits(index.ids.length);
    for (let isDone = false; !isDone;) {
      yield pieces.next().then(({ done = false, value }) => {
        isDone = done;
        addSlots(index, found, value ?? []);
      });
    }
    return found;
  }

  return function* find(test): Slices<Bits> {
    switch (test.kind) {
      case 'flag':
        return withFlag(test.flag);
      case 'instant':
        return yield* between(test);
      case 'mail':
        if (test.fate === 'left') return yield* slotsOfPieces(sources.mailedAtAll('left'));
        if (test.fate !== 'none') return yield* bitsOf(index, sources.mailed(test.fate));
        return subtract(allBits(index.size), yield* slotsOfPieces(sources.mailedAtAll('none')));
      case 'group':
        return yield* bitsOf(index, sources.members(test.name));
      case 'network':
        return yield* bitsOf(index, sources.fromNetwork(test.network));
      case 'noted':
        return yield* bitsOf(index, sources.noted());
      case 'signal':
        return yield* slow.get(JSON.stringify(test), signalFind(index, sources, test));
      case 'duplicate':
        return yield* slow.get(test.kind, { all: () => duplicateBits(index, sources.email) });
    }
  };
}
