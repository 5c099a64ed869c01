import { PAGE, sharedMemory } from './own-pages.ts';
import { type SearchCall, searchModule } from './search-code.ts';

interface Module {
  readonly exports: { run(...values: readonly number[]): number };
}
/** As much of it as is used here; Node's types leave it to the browser's. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, given: unknown) => Module;
};

/** 4 GiB of addresses; memory is taken as it is written to. */
const MOST_PAGES = 65_536;
/** The needle, then the numbers of the texts that were found. */
const NEEDLE_BYTES = PAGE;
const FOUND_BYTES = 2 ** 20;

/**
 * Memory that is given in pages of its own, may grow where it stands, goes back to the system as a
 * whole, and is searched by machine code.
 */
export class TextMemory {
  readonly #memory = sharedMemory((NEEDLE_BYTES + FOUND_BYTES) / PAGE, MOST_PAGES);
  readonly #needle = Buffer.from(this.#memory.buffer, 0, NEEDLE_BYTES);
  readonly #found = new Uint32Array(this.#memory.buffer, NEEDLE_BYTES, FOUND_BYTES / 4);
  readonly #search = new WebAssembly.Instance(new WebAssembly.Module(searchModule(MOST_PAGES)), {
    given: { memory: this.#memory },
  }).exports.run;

  /** So many bytes more, of nulls; rounded up to whole pages. */
  reserve(size: number): Buffer {
    const pages = Math.ceil(size / PAGE);
    const address = this.#memory.grow(pages) * PAGE;
    return Buffer.from(this.#memory.buffer, address, pages * PAGE);
  }

  /**
   * Which texts pass, by their numbers, ascending; a view that is good until the next search.
   *
   * @throws RangeError for a needle of more than 64 KiB.
   */
  search(needle: Buffer, call: Omit<SearchCall, 'needle' | 'length' | 'found'>): Uint32Array {
    this.#needle.set(needle);
    const { from, end, starts, count, part, one, other } = call;
    const hits = this.#search(
      from,
      end,
      starts,
      count,
      0,
      needle.length,
      part,
      one,
      other,
      NEEDLE_BYTES,
    );
    return this.#found.subarray(0, hits);
  }
}
