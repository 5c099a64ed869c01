import { TextMemory } from './text-memory.ts';

/** Bytes of one piece: small enough to be searched without keeping anybody waiting. */
const SEGMENT_BYTES = 2 ** 21;
/** Where a text starts is noted in so many bytes. */
const START_BYTES = 4;
/** The search reads so many bytes beyond the last text. */
const READ_BEYOND = 64;
/** Of one text in so many it is counted which bytes it has. */
const COUNTED_EVERY = 32;

/** Texts that lie one behind the other, each ended by a line feed; their starts from the end on. */
export interface Segment {
  readonly bytes: Buffer;
  used: number;
  count: number;
  /** Where each text starts; the first stands last. */
  readonly starts: Uint32Array;
  /** Whose each text is; null where they follow each other from `firstSlot` on. */
  readonly slots: number[] | null;
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
  /** How often each byte occurs in a sample. */
  readonly frequencies = new Uint32Array(256);
  readonly memory = new TextMemory();
  /** Where the texts lie that were changed since they were first written. */
  readonly #moved = new Map<number, Place>();
  #main: Segment | undefined;
  #changes: Segment | undefined;

  /** Writes the text of the next new slot; slots come in order. */
  append(slot: number, text: Uint8Array): void {
    this.#main = this.#roomIn(this.#main, text.length, slot);
    write(this.#main, text);
    if (slot % COUNTED_EVERY !== 0) return;
    for (const byte of text) this.frequencies[byte] = (this.frequencies[byte] ?? 0) + 1;
  }

  /** Writes the text of a slot anew. */
  replace(slot: number, text: Uint8Array): void {
    this.#changes = this.#roomIn(this.#changes, text.length, null);
    this.#moved.set(slot, { segment: this.#changes, row: this.#changes.count });
    this.#changes.slots?.push(slot);
    write(this.#changes, text);
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
    return segment.bytes.subarray(startOf(segment, row), endOf(segment, row));
  }

  wipe(): void {
    for (const { bytes } of this.segments) bytes.fill(0);
    this.segments.length = 0;
    this.#main = undefined;
    this.#changes = undefined;
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
    if (segment && hasRoom(segment, length)) return segment;
    const bytes = this.memory.reserve(Math.max(SEGMENT_BYTES, length + START_BYTES + READ_BEYOND));
    const added: Segment = {
      bytes,
      used: 0,
      count: 0,
      starts: new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / START_BYTES),
      slots: slot === null ? [] : null,
      firstSlot: slot ?? Number.MAX_SAFE_INTEGER,
    };
    // Main segments stay in front and in order, so that a slot is found by halving.
    const at = slot === null ? this.segments.length : this.#mainSegments();
    this.segments.splice(at, 0, added);
    return added;
  }

  #mainSegments(): number {
    const first = this.segments.findIndex(({ slots }) => slots !== null);
    return first === -1 ? this.segments.length : first;
  }
}

/** Where a text starts. */
export function startOf({ starts }: Segment, row: number): number {
  return starts[starts.length - 1 - row] ?? 0;
}

/** Where a text ends, behind its line feed. */
export function endOf(segment: Segment, row: number): number {
  return row + 1 < segment.count ? startOf(segment, row + 1) : segment.used;
}

/** Whose text this is. */
export function slotAt({ slots, firstSlot }: Segment, row: number): number {
  return slots ? (slots[row] ?? 0) : firstSlot + row;
}

function hasRoom({ bytes, used, count }: Segment, length: number): boolean {
  return used + length + READ_BEYOND + (count + 1) * START_BYTES <= bytes.length;
}

function write(segment: Segment, text: Uint8Array): void {
  segment.starts[segment.starts.length - 1 - segment.count] = segment.used;
  segment.bytes.set(text, segment.used);
  segment.used += text.length;
  segment.count += 1;
}
