import { type Bits, clearBit, hasBit, noBits, setBit } from './bits.ts';
import { ownPages, ownPagesOfIds } from './own-pages.ts';
import { ACTIVE, type PersonRecord } from './person-records.ts';
import { TextStore } from './text-store.ts';

/** How many changes are known by their slots at least. */
const CHANGES_KNOWN = 1_000;

/** What came of a row that was read again; a change of texts may be one of dates too. */
export type Change = 'none' | 'flags' | 'dates' | 'texts' | 'new';

/**
 * What is known of everybody: a slot for each account, in the order in which they were first read,
 * which is nearly always that of their ids. Some 100 bytes for a person, and no object.
 */
export class PersonIndex {
  readonly texts = new TextStore();
  /** How many slots there are; those of deleted accounts stay. */
  size = 0;
  /** Grows with every change, so that what was found is known to be old. */
  version = 0;
  /** Grows with every change of who there is and of what they are called, and when somebody's account stops being active. */
  textsVersion = 0;
  /** The slots by which it grew last, in this order. */
  readonly #changed: number[] = [];
  /** How many accounts were ever found gone. */
  deaths = 0;
  /** The greatest id that was ever taken in. */
  lastId = -Infinity;
  ids: Float64Array;
  flags: Uint8Array;
  alive: Bits;
  /** Whose texts may have letters beyond ASCII. */
  foreign: Bits;
  /** Whose user name was stored with such letters. */
  foreignNames: Bits;
  #textHashes: Uint32Array;
  #dateHashes: Uint32Array;
  /** Slots out of the order of ids: accounts that came with an id below others. */
  readonly #strays = new Map<number, number>();

  constructor(capacity: number) {
    this.ids = ownPagesOfIds(capacity);
    this.flags = new Uint8Array(capacity);
    this.alive = noBits(capacity);
    this.foreign = noBits(capacity);
    this.foreignNames = noBits(capacity);
    this.#textHashes = ownPages(capacity);
    this.#dateHashes = ownPages(capacity);
  }

  /** The slot of an account, or -1. */
  slotOf(id: number): number {
    const stray = this.#strays.get(id);
    if (stray !== undefined) return stray;
    // Ids are nearly always without gaps, so that the first guess is right.
    const guess = id - (this.ids[0] ?? 0);
    if (guess >= 0 && guess < this.size && this.ids[guess] === id) return guess;
    let low = 0;
    let high = this.size - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const at = this.#inOrder(middle);
      const found = this.ids[at] ?? 0;
      if (found === id) return at;
      if (found < id) low = middle + 1;
      else high = at - 1;
    }
    return -1;
  }

  /** Takes in a row as it is stored now. */
  take(record: PersonRecord): Change {
    const slot = this.slotOf(record.id);
    if (slot === -1) {
      this.#add(record);
      return 'new';
    }
    const revived = !hasBit(this.alive, slot);
    if (revived) setBit(this.alive, slot);
    const change = this.#difference(record, slot);
    if (change === 'none' && !revived) return 'none';
    this.version += 1;
    const stopped = (this.flags[slot] ?? 0) & ~record.flags & ACTIVE;
    if (change === 'texts' || revived || stopped !== 0) this.#noteTexts(slot);
    this.flags[slot] = record.flags;
    this.#dateHashes[slot] = record.dateHash;
    if (change === 'texts') {
      this.#textHashes[slot] = record.textHash;
      this.texts.replace(slot, record.text);
      this.#noteLetters(slot, record);
    }
    return revived ? 'new' : change;
  }

  /** Forgets an account that is gone; its slot stays for when it comes back. */
  remove(slot: number): void {
    if (!hasBit(this.alive, slot)) return;
    clearBit(this.alive, slot);
    this.deaths += 1;
    this.version += 1;
    this.#noteTexts(slot);
  }

  /** Forgets the accounts after one id up to another that are not among these. */
  removeBetween(given: {
    readonly after: number;
    readonly until: number;
    readonly except: ReadonlySet<number>;
  }): void {
    const { after, until, except } = given;
    const isGone = (id: number): boolean => id > after && id <= until && !except.has(id);
    for (const [id, slot] of this.#strays) if (isGone(id)) this.remove(slot);
    for (let slot = this.#firstAfter(after); slot < this.size; slot += 1) {
      const id = this.ids[slot] ?? 0;
      if (isGone(id)) this.remove(slot);
      else if (id > until && !this.#strays.has(id)) return;
    }
  }

  /** All slots in the order of ids. */
  slotsById(): Uint32Array {
    const slots = Uint32Array.from({ length: this.size }, (_, slot) => slot);
    if (this.#strays.size === 0) return slots;
    return slots.toSorted((one, other) => (this.ids[one] ?? 0) - (this.ids[other] ?? 0));
  }

  /** By which slots `textsVersion` grew since it was that; null where that is no longer known. */
  changedSince(version: number): readonly number[] | null {
    const from = this.#changed.length - (this.textsVersion - version);
    return from < 0 ? null : this.#changed.slice(from);
  }

  /** Anybody's texts may not be what was read of them. */
  distrustTexts(): void {
    this.textsVersion += 1;
    this.#changed.length = 0;
  }

  #noteTexts(slot: number): void {
    this.textsVersion += 1;
    if (this.#changed.length === 2 * CHANGES_KNOWN) this.#changed.splice(0, CHANGES_KNOWN);
    this.#changed.push(slot);
  }

  wipe(): void {
    this.texts.wipe();
    for (const array of [this.ids, this.flags, this.#textHashes, this.#dateHashes]) array.fill(0);
    this.size = 0;
  }

  #difference(record: PersonRecord, slot: number): Change {
    if (this.#textHashes[slot] !== record.textHash) return 'texts';
    if (this.#dateHashes[slot] !== record.dateHash) return 'dates';
    return this.flags[slot] === record.flags ? 'none' : 'flags';
  }

  #add(record: PersonRecord): void {
    const slot = this.size;
    if (slot === this.ids.length) this.#grow();
    if (record.id < this.lastId) this.#strays.set(record.id, slot);
    else this.lastId = record.id;
    this.ids[slot] = record.id;
    this.flags[slot] = record.flags;
    this.#textHashes[slot] = record.textHash;
    this.#dateHashes[slot] = record.dateHash;
    setBit(this.alive, slot);
    this.texts.append(slot, record.text);
    this.#noteLetters(slot, record);
    this.size += 1;
    this.version += 1;
    this.#noteTexts(slot);
  }

  #noteLetters(slot: number, { isForeign, isForeignName }: PersonRecord): void {
    (isForeign ? setBit : clearBit)(this.foreign, slot);
    (isForeignName ? setBit : clearBit)(this.foreignNames, slot);
  }

  /** The first slot in order whose id is greater. */
  #firstAfter(id: number): number {
    let low = 0;
    let high = this.size;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = this.#inOrder(middle);
      if ((this.ids[at] ?? 0) <= id) low = middle + 1;
      else high = at;
    }
    return low;
  }

  /** The slot itself, or the nearest before it that is in order. */
  #inOrder(slot: number): number {
    let at = slot;
    while (at > 0 && this.#strays.get(this.ids[at] ?? 0) === at) at -= 1;
    return at;
  }

  #grow(): void {
    const capacity = Math.ceil(this.ids.length * 1.25) + 1_024;
    const larger = <Kind extends Float64Array | Uint32Array | Uint8Array>(
      made: Kind,
      old: Kind,
    ): Kind => {
      made.set(old);
      return made;
    };
    this.ids = larger(ownPagesOfIds(capacity), this.ids);
    this.flags = larger(new Uint8Array(capacity), this.flags);
    this.alive = larger(noBits(capacity), this.alive);
    this.foreign = larger(noBits(capacity), this.foreign);
    this.foreignNames = larger(noBits(capacity), this.foreignNames);
    this.#textHashes = larger(ownPages(capacity), this.#textHashes);
    this.#dateHashes = larger(ownPages(capacity), this.#dateHashes);
  }
}
