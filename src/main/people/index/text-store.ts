/** Bytes of text in one piece: small enough to be searched without keeping anybody waiting. */
const SEGMENT_BYTES = 2 ** 21;
/**
 * Bytes asked for at once. So much is always given in pages of its own that take no memory before
 * they are written to, and go back to the system: smaller pieces end up among short-lived ones.
 */
const RESERVE_BYTES = 2 ** 25 + 2 ** 21;

/** Texts that lie one behind the other, each ended by a line feed. */
export interface Segment {
  readonly bytes: Buffer;
  used: number;
  count: number;
  /** Where each text starts. */
  starts: Uint32Array;
  /** Whose each text is; null where they follow each other from `firstSlot` on. */
  slots: Uint32Array | null;
  readonly firstSlot: number;
}

/** Where a text lies. */
export interface Place {
  readonly segment: Segment;
  readonly row: number;
}

/** The folded texts of everybody, by slot. One that was changed lies anew at the end. */
export class TextStore {
  readonly segments: Segment[] = [];
  /** Where the texts lie that were changed since they were first written. */
  readonly #moved = new Map<number, Place>();
  #reserved: Buffer = Buffer.alloc(0);
  #main: Segment | undefined;
  #changes: Segment | undefined;

  /** Writes the text of the next new slot; slots come in order. */
  append(slot: number, text: Uint8Array): void {
    this.#main = this.#roomIn(this.#main, text.length, slot);
    write(this.#main, text, slot);
  }

  /** Writes the text of a slot anew. */
  replace(slot: number, text: Uint8Array): void {
    this.#changes = this.#roomIn(this.#changes, text.length, null);
    this.#moved.set(slot, { segment: this.#changes, row: this.#changes.count });
    write(this.#changes, text, slot);
  }

  /** Whether the text at this place is what its slot has now. */
  isCurrent(slot: number, segment: Segment, row: number): boolean {
    if (this.#moved.size === 0) return true;
    const place = this.#moved.get(slot);
    return place === undefined ? true : place.segment === segment && place.row === row;
  }

  place(slot: number): Place {
    return this.#moved.get(slot) ?? this.#written(slot);
  }

  /** The text of a slot with its line feed, as a view on the store. */
  read(slot: number): Buffer {
    const { segment, row } = this.place(slot);
    return segment.bytes.subarray(segment.starts[row], endOf(segment, row));
  }

  wipe(): void {
    for (const { bytes } of this.segments) bytes.fill(0);
    this.segments.length = 0;
    this.#reserved = Buffer.alloc(0);
    this.#moved.clear();
  }

  #written(slot: number): Place {
    let low = 0;
    let high = this.segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if ((this.segments[middle]?.firstSlot ?? 0) <= slot) low = middle;
      else high = middle - 1;
    }
    const segment = this.segments[low];
    if (!segment) throw new RangeError(`There is no text of slot ${slot}.`);
    return { segment, row: slot - segment.firstSlot };
  }

  /** @param slot The first slot of a new segment; null for one of changed texts. */
  #roomIn(segment: Segment | undefined, length: number, slot: number | null): Segment {
    if (segment && segment.used + length <= segment.bytes.length) return segment;
    const rows = Math.ceil(SEGMENT_BYTES / 48);
    const added: Segment = {
      bytes: this.#reserve(Math.max(SEGMENT_BYTES, length)),
      used: 0,
      count: 0,
      starts: new Uint32Array(rows),
      slots: slot === null ? new Uint32Array(rows) : null,
      firstSlot: slot ?? Number.MAX_SAFE_INTEGER,
    };
    // Main segments stay in front and in order, so that a slot is found by halving.
    const at = slot === null ? this.segments.length : this.#mainSegments();
    this.segments.splice(at, 0, added);
    return added;
  }

  #reserve(size: number): Buffer {
    if (this.#reserved.length < size) this.#reserved = Buffer.alloc(Math.max(RESERVE_BYTES, size));
    const given = this.#reserved.subarray(0, size);
    this.#reserved = this.#reserved.subarray(size);
    return given;
  }

  #mainSegments(): number {
    const first = this.segments.findIndex(({ slots }) => slots !== null);
    return first === -1 ? this.segments.length : first;
  }
}

/** Where a text ends, behind its line feed. */
export function endOf({ starts, count, used }: Segment, row: number): number {
  return row + 1 < count ? (starts[row + 1] ?? used) : used;
}

/** Whose text this is. */
export function slotAt({ slots, firstSlot }: Segment, row: number): number {
  return slots ? (slots[row] ?? 0) : firstSlot + row;
}

function write(segment: Segment, text: Uint8Array, slot: number): void {
  if (segment.count === segment.starts.length) {
    segment.starts = grown(segment.starts);
    if (segment.slots) segment.slots = grown(segment.slots);
  }
  segment.starts[segment.count] = segment.used;
  if (segment.slots) segment.slots[segment.count] = slot;
  segment.bytes.set(text, segment.used);
  segment.used += text.length;
  segment.count += 1;
}

function grown(array: Uint32Array): Uint32Array {
  const larger = new Uint32Array(array.length * 2);
  larger.set(array);
  return larger;
}
