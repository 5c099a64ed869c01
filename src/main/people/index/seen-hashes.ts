import { type Bits, hasBit, noBits, setBit } from './bits.ts';

/** Which hashes there are, and which of them more than once: a few bytes for each. */
export class SeenHashes {
  readonly #hashes: Uint32Array;
  readonly #twice: Bits;
  readonly #mask: number;

  /** @param count How many will be added at most. */
  constructor(count: number) {
    const room = 2 ** Math.ceil(Math.log2(count * 2 + 2));
    this.#hashes = new Uint32Array(room);
    this.#twice = noBits(room);
    this.#mask = room - 1;
  }

  add(hash: number): void {
    const at = this.#placeOf(hash);
    if (this.#hashes[at] === 0) this.#hashes[at] = stored(hash);
    else setBit(this.#twice, at);
  }

  /** How often it was added: 2 is twice or more. */
  times(hash: number): 0 | 1 | 2 {
    const at = this.#placeOf(hash);
    if (this.#hashes[at] === 0) return 0;
    return hasBit(this.#twice, at) ? 2 : 1;
  }

  #placeOf(hash: number): number {
    const wanted = stored(hash);
    let at = wanted & this.#mask;
    while (this.#hashes[at] !== 0 && this.#hashes[at] !== wanted) at = (at + 1) & this.#mask;
    return at;
  }
}

/** As it is stored, where 0 is an empty place. */
function stored(hash: number): number {
  return hash >>> 0 || 1;
}
