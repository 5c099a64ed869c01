interface Memory<Bytes extends ArrayBufferLike> {
  readonly buffer: Bytes;
  /** @param pages How many more. @returns How many there were. */
  grow(pages: number): number;
}
interface Size {
  readonly initial: number;
  readonly maximum: number;
}
/** As much of it as is used here; Node's types leave it to the browser's. */
declare const WebAssembly: {
  readonly Memory: {
    new (given: Size & { readonly shared: true }): Memory<SharedArrayBuffer>;
    new (given: Size): Memory<ArrayBuffer>;
  };
};

/** Bytes of a page. */
export const PAGE = 65_536;

/**
 * Memory in pages of its own: they take none before they are written to, and go back to the system
 * as a whole. What comes from a thread's heap stays with the thread. For what is kept as long as the
 * index: V8 does not count shared memory when it decides whether to look for garbage.
 *
 * @param initial How many pages there are.
 * @param maximum How many there may be at most.
 */
export function sharedMemory(initial: number, maximum: number): Memory<SharedArrayBuffer> {
  return new WebAssembly.Memory({ initial, maximum, shared: true });
}

/** Room for so many numbers of 32 bits, in such pages, which V8 counts: they may be replaced. */
export function ownPages(count: number): Uint32Array<ArrayBuffer> {
  return new Uint32Array(pagesFor(count * Uint32Array.BYTES_PER_ELEMENT), 0, count);
}

/** Room for so many ids, of which any that JavaScript knows exactly has its place. */
export function ownPagesOfIds(count: number): Float64Array<ArrayBuffer> {
  return new Float64Array(pagesFor(count * Float64Array.BYTES_PER_ELEMENT), 0, count);
}

/**
 * Room for so many ids that one thread fills and another takes over: in pages of its own too, and
 * `buffer.resize(0)` gives them back at once, without waiting until V8 looks for garbage.
 */
export function passingIds(count: number): Float64Array<ArrayBuffer> {
  const bytes = count * Float64Array.BYTES_PER_ELEMENT;
  return new Float64Array(new ArrayBuffer(bytes, { maxByteLength: bytes }));
}

function pagesFor(bytes: number): ArrayBuffer {
  const pages = Math.ceil(bytes / PAGE);
  return new WebAssembly.Memory({ initial: pages, maximum: pages }).buffer;
}
