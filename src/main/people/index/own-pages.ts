/** As much of it as is used here; Node's types leave it to the browser's. */
declare const WebAssembly: {
  readonly Memory: new (given: {
    readonly initial: number;
    readonly maximum: number;
    readonly shared: true;
  }) => { readonly buffer: SharedArrayBuffer };
};

const PAGE = 65_536;

/**
 * Room for so many numbers, in pages of its own: they take no memory before they are written to,
 * and go back to the system as a whole. What comes from a thread's heap stays with the thread. For
 * what is kept long: V8 does not count shared memory when it decides whether to look for garbage.
 */
export function ownPages(count: number): Uint32Array<SharedArrayBuffer> {
  const pages = Math.ceil((count * 4) / PAGE);
  const { buffer } = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  return new Uint32Array(buffer, 0, count);
}
