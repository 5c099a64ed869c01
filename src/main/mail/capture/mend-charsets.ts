import { isUtf8 } from 'node:buffer';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { type MimeNode, type SplitterChunk, Splitter } from '@zone-eu/mailsplit';

import { headerBlockEnd } from './header-block.ts';

/** What programs of old wrote when they wrote no charset, or a wrong one. */
const OLD = 'windows-1252';
/** Labels that mean UTF-8 or say nothing. */
const PLAIN = /^(?:utf-?8|us-ascii|ascii|)$/i;
/** Bytes of an HTML part in which it may name its charset, as browsers look (HTML section 13.2.3.2). */
const META_BYTES = 1_024;
const META_CHARSET = /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i;

/**
 * A mail whose headers are readable: eight-bit headers that are no UTF-8 (RFC 6532) become it, read
 * as Windows wrote them.
 */
export function mendHeaders(raw: Buffer): Buffer {
  const end = headerBlockEnd(raw);
  const head = raw.subarray(0, end);
  if (isUtf8(head)) return raw;
  return Buffer.concat([Buffer.from(new TextDecoder(OLD).decode(head)), raw.subarray(end)]);
}

/**
 * A mail whose text parts say their charset, where they said none or UTF-8 and are something else.
 * What the HTML itself says is believed, as readers do.
 *
 * @returns Null when there is nothing to mend, or its parts can't be told.
 */
export async function mendCharsets(raw: Buffer): Promise<Buffer | null> {
  const chunks: SplitterChunk[] = [];
  try {
    await pipeline(
      Readable.from([raw]),
      new Splitter(),
      async (read: AsyncIterable<SplitterChunk>) => {
        for await (const chunk of read) chunks.push(chunk);
      },
    );
  } catch (error) {
    // The library's refusals are plain errors; then the mail stays as it is.
    if (error instanceof Error) return null;
    throw error;
  }
  let mended = false;
  let node: MimeNode | null = null;
  const bodies = new Map<MimeNode, Buffer[]>();
  for (const chunk of chunks) {
    if (chunk.type === 'node') node = chunk;
    else if (chunk.type === 'body' && node) {
      const values = bodies.get(node) ?? [];
      values.push(chunk.value);
      bodies.set(node, values);
    }
  }
  for (const [part, values] of bodies) {
    const charset = otherCharset(part, Buffer.concat(values));
    if (charset === null) continue;
    part.setCharset(charset);
    mended = true;
  }
  if (!mended) return null;
  return Buffer.concat(
    chunks.map((chunk) => (chunk.type === 'node' ? chunk.getHeaders() : chunk.value)),
  );
}

/** The charset of a part that is not what it says, or null. */
function otherCharset(part: MimeNode, body: Buffer): string | null {
  const type = part.contentType || 'text/plain';
  if (!/^text\/(?:plain|html)$/i.test(type) || !PLAIN.test(part.charset || '')) return null;
  const bytes = decoded(part.encoding || '', body);
  if (isMostlyUtf8(bytes)) return null;
  const [, named = OLD] = META_CHARSET.exec(bytes.toString('latin1', 0, META_BYTES)) ?? [];
  return PLAIN.test(named) ? OLD : named;
}

/** Whether letters can be read as UTF-8, but for a few that were damaged or cut off. */
function isMostlyUtf8(bytes: Buffer): boolean {
  if (isUtf8(bytes)) return true;
  let balance = 0;
  for (const letter of bytes.toString('utf8')) {
    if (letter === '\ufffd') balance -= 1;
    else if (letter > '\x7f') balance += 1;
  }
  return balance > 0;
}

function decoded(encoding: string, body: Buffer): Buffer {
  if (/^base64/i.test(encoding)) return Buffer.from(body.toString('latin1'), 'base64');
  if (!/^quoted-printable/i.test(encoding)) return body;
  const text = body
    .toString('latin1')
    .replace(/=[ \t]*\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(text, 'latin1');
}
