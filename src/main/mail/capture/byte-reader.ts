/** The bytes ended before what they announced. */
export class CutOffError extends Error {
  override readonly name = 'CutOffError';

  constructor() {
    super('It is cut off.');
  }
}

/** Reads little-endian values one after another, and never past the end. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get left(): number {
    return this.#bytes.length - this.#at;
  }

  /** A view of the next bytes, not a copy. @throws CutOffError when there are fewer. */
  take(length: number): Buffer {
    if (length > this.left) throw new CutOffError();
    const from = this.#at;
    this.#at += length;
    return this.#bytes.subarray(from, this.#at);
  }

  uint8(): number {
    return this.take(1).readUInt8();
  }

  uint16(): number {
    return this.take(2).readUInt16LE();
  }

  uint32(): number {
    return this.take(4).readUInt32LE();
  }
}
