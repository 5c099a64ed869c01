import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { type MimeNode, type SplitterChunk, Splitter } from '@zone-eu/mailsplit';

import { MAX_PARTS } from './first-parts.ts';
import { singleLine } from './header-block.ts';

/** A part of a mail's structure, as it is declared and not as it is shown. */
export interface MimePart {
  /** How many parts it stands in; 0 for the mail itself. */
  readonly depth: number;
  readonly contentType: string;
  readonly charset: string | null;
  readonly encoding: string | null;
  readonly disposition: string | null;
  /** As the mail gives it, on one line. Not safe to save under. */
  readonly filename: string | null;
  /** Of its body as it came, encoded, in bytes. */
  readonly size: number;
}

const LIMITS = { maxHeadSize: 2 * 1024 * 1024, maxChildNodes: MAX_PARTS };
/** What RFC 2045 section 5.2 takes for granted. */
const DEFAULT_TYPE = 'text/plain';

/** The parts of a mail in the order they came. Past a limit, or a fault, those before it. */
export async function readMimeParts(raw: Buffer): Promise<MimePart[]> {
  const parts: { part: Omit<MimePart, 'size'>; size: number }[] = [];
  const splitter = new Splitter(LIMITS);
  try {
    await pipeline(Readable.from([raw]), splitter, async (chunks: AsyncIterable<SplitterChunk>) => {
      for await (const chunk of chunks) {
        if (chunk.type === 'node') parts.push({ part: describe(chunk), size: 0 });
        const last = parts.at(-1);
        if (chunk.type === 'body' && last) last.size += chunk.value.length;
      }
    });
  } catch (error) {
    // The library's refusals are plain errors; what was read so far still tells the structure.
    if (!(error instanceof Error)) throw error;
  }
  return parts.map(({ part, size }) => ({ ...part, size }));
}

function describe(node: MimeNode): Omit<MimePart, 'size'> {
  let depth = 0;
  for (let parent = node.parentNode; parent; parent = parent.parentNode) depth += 1;
  return {
    depth,
    contentType: singleLine(node.contentType || DEFAULT_TYPE),
    charset: textOf(node.charset),
    encoding: textOf(node.encoding),
    disposition: textOf(node.disposition),
    filename: textOf(node.filename),
  };
}

function textOf(value: string | false | undefined): string | null {
  return singleLine(value || '') || null;
}
