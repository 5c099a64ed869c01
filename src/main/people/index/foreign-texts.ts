import { foldAtOnce } from '../../db/fold-text.ts';
import { personText } from '../../db/sql-functions.ts';
import { AFTER_ADDRESS, BEHIND } from './person-text.ts';

/**
 * Folds the texts of many people at once, with a line feed behind each. Control characters part
 * what stands between them for every rule of folding; only a person who has some in the texts
 * themselves is folded alone.
 */
export function createForeignTexts() {
  let gathered: Buffer = Buffer.alloc(65_536);
  let size = 0;
  let folded: Buffer = Buffer.alloc(0);
  let at = 0;
  /** Texts that were folded alone, by their number among those gathered. */
  const alone = new Map<number, Buffer>();
  let count = 0;

  /** @returns Whether none of the bytes is, or begins, a control character. */
  function copy(bytes: Buffer, from: number, end: number): boolean {
    let isPlain = true;
    for (let next = from; next < end; next += 1) {
      const byte = bytes[next] ?? 0;
      const follows = bytes[next + 1] ?? 0;
      const isSecond = byte === 0xc2 && follows >= 0x80 && follows < 0xa0;
      if (byte < 0x20 || byte === 0x7f || isSecond) isPlain = false;
      gathered[size] = byte;
      size += 1;
    }
    return isPlain;
  }

  return {
    /** Takes in a person's four texts. */
    gather(bytes: Buffer, start: number, lengths: Uint32Array): void {
      const before = size;
      let from = start;
      let isPlain = true;
      for (let field = 0; field < 4; field += 1) {
        const length = lengths[field] ?? 0;
        if (gathered.length < size + length + 1) {
          gathered = Buffer.concat([gathered], 2 * (size + length + 1));
        }
        isPlain = copy(bytes, from, from + length) && isPlain;
        gathered[size] = BEHIND[field] ?? AFTER_ADDRESS;
        size += 1;
        from += length;
      }
      if (!isPlain) {
        size = before;
        alone.set(count, foldAlone(bytes, start, lengths));
      }
      count += 1;
    },
    fold(): void {
      folded = Buffer.from(foldAtOnce(gathered.toString('utf8', 0, size)));
      size = 0;
      at = 0;
      count = 0;
    },
    /** The next person's folded text with its line feed. */
    next(): Uint8Array {
      const own = alone.get(count);
      alone.delete(count);
      count += 1;
      if (own) return own;
      const start = at;
      at = folded.indexOf(AFTER_ADDRESS, start) + 1;
      return folded.subarray(start, at);
    },
    /** All have been taken out. */
    end(): void {
      count = 0;
    },
  };
}

function foldAlone(bytes: Buffer, start: number, lengths: Uint32Array): Buffer {
  let from = start;
  const [username = '', first = '', last = '', email = ''] = [0, 1, 2, 3].map((field) => {
    const text = bytes.toString('utf8', from, from + (lengths[field] ?? 0));
    from += lengths[field] ?? 0;
    return text;
  });
  return Buffer.from(`${personText({ username, first, last, email })}\n`);
}
