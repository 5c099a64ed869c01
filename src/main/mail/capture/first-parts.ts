import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { type SplitterChunk, Splitter } from '@zone-eu/mailsplit';

/** Parts that are read of one mail; the libraries refuse one that has more. */
export const MAX_PARTS = 1_000;

/**
 * A mail that ends after its first parts, if it has more than are read.
 *
 * @returns Null when it has no more, or its parts can't be told.
 */
export async function firstParts(raw: Buffer): Promise<Buffer | null> {
  const kept: Buffer[] = [];
  let parts = 0;
  const keep = async (read: AsyncIterable<SplitterChunk>): Promise<void> => {
    for await (const chunk of read) {
      if (chunk.type === 'node') parts += 1;
      if (parts < MAX_PARTS) kept.push(chunk.type === 'node' ? chunk.getHeaders() : chunk.value);
    }
  };
  try {
    await pipeline(Readable.from([raw]), new Splitter({ maxChildNodes: MAX_PARTS }), keep);
    return null;
  } catch (error) {
    // The library's refusals are plain errors; those for other reasons leave few parts.
    if (!(error instanceof Error)) throw error;
    return parts >= MAX_PARTS ? Buffer.concat(kept) : null;
  }
}
