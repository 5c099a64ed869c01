import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';

import { type MimeNode, type SplitterChunk, Splitter } from '@zone-eu/mailsplit';

import { readableMail } from './readable-mail.ts';
import { signedContent } from './signed-content.ts';
import { decodeUuencode } from './uuencode.ts';

/** A part of a mail, with the parts in it. */
export interface MimeTree {
  readonly node: MimeNode;
  /** As it came, encoded; empty for a multipart. */
  readonly body: Buffer;
  readonly children: readonly MimeTree[];
  /** Why not all of it, or of a mail in it, is there, as a sentence; null when it is. */
  readonly problem: string | null;
}

/** Parts that are read of one mail. */
const MAX_PARTS = 1_000;
/** How deep a mail that is shown may lie in others. */
const MAX_DEPTH = 5;
const LIMITS = { maxHeadSize: 2 * 1024 * 1024, maxChildNodes: MAX_PARTS + 1, ignoreEmbedded: true };

interface OpenTree extends MimeTree {
  readonly pieces: Buffer[];
  readonly children: OpenTree[];
  body: Buffer;
  problem: string | null;
}

/**
 * A mail's parts. Those of a mail within that is to be shown (its disposition is `inline`, or it is
 * packed into its signature) are its children. Past a limit the first parts are given.
 *
 * @returns Null when the library can't read it at all.
 */
export async function readMimeTree(raw: Buffer): Promise<MimeTree | null> {
  return readTree(raw, { parts: MAX_PARTS }, 0);
}

async function readTree(
  raw: Buffer,
  left: { parts: number },
  depth: number,
): Promise<OpenTree | null> {
  const found = new Map<MimeNode, OpenTree>();
  const problem = await split(raw, found);
  const [root] = found.values();
  if (!root) return null;
  root.problem = problem;
  left.parts -= found.size;
  for (const part of found.values()) {
    part.body = Buffer.concat(part.pieces.splice(0));
    const enclosed = depth < MAX_DEPTH && left.parts > 0 ? await enclosedIn(part) : null;
    const within = enclosed && (await readTree(readableMail(enclosed), left, depth + 1));
    if (!within) continue;
    part.children.push(within);
    root.problem ??= within.problem;
  }
  return root;
}

/** A mail in a part that is to be shown with the mail around it. */
async function enclosedIn(part: MimeTree): Promise<Buffer | null> {
  const { contentType, disposition } = part.node;
  if (contentType === 'message/rfc822' && disposition === 'inline') return contentOf(part);
  const isSigned = /^application\/(?:x-)?pkcs7-mime$/.test(contentType || '');
  return isSigned ? signedContent(await contentOf(part)) : null;
}

/** @returns Why not all parts were found, or null. */
async function split(raw: Buffer, found: Map<MimeNode, OpenTree>): Promise<string | null> {
  let problem: string | null = null;
  const take = async (chunks: AsyncIterable<SplitterChunk>): Promise<void> => {
    let last: OpenTree | undefined;
    for await (const chunk of chunks) {
      if (chunk.type === 'body') last?.pieces.push(chunk.value);
      if (chunk.type !== 'node' || found.has(chunk)) continue;
      if (found.size === MAX_PARTS) {
        problem = `This mail has more than ${MAX_PARTS} parts. The first of them are shown.`;
        last = undefined;
        continue;
      }
      last = { node: chunk, pieces: [], body: Buffer.alloc(0), children: [], problem: null };
      const parent = chunk.parentNode ? found.get(chunk.parentNode) : undefined;
      parent?.children.push(last);
      found.set(chunk, last);
    }
  };
  try {
    await pipeline(Readable.from([raw]), new Splitter(LIMITS), take);
  } catch (error) {
    // The library's refusals are plain errors; what was read so far still tells the structure.
    if (!(error instanceof Error)) throw error;
    problem ??= `This mail could be read in parts only. ${error.message}`;
  }
  return problem;
}

/** What a part holds, with its transfer encoding undone (RFC 2045 section 6), however it is spelled. */
export async function contentOf({ node, body }: MimeTree): Promise<Buffer> {
  const label = node.encoding || '';
  if (/^["']?(?:x-)?uu(?:e|encode)?\b/i.test(label)) return decodeUuencode(body);
  if (/^["']?(?:x-)?base-?64/i.test(label)) node.encoding = 'base64';
  else if (/^["']?(?:x-)?quoted-?printable/i.test(label)) node.encoding = 'quoted-printable';
  else return body;
  const decoder = node.getDecoder();
  decoder.end(body);
  return buffer(decoder);
}
