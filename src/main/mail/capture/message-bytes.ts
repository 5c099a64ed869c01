import type { SMTPServerDataStream } from 'smtp-server';

/**
 * The bytes of a message. One that is too large is read to its end, because only there the client
 * hears of it, but nothing of it is kept.
 *
 * @param source The stream, or what slows it down.
 * @returns What came, or nothing when it is too large.
 * @throws The error of a client that went away before the end.
 */
export async function messageBytes(
  stream: SMTPServerDataStream,
  source: AsyncIterable<Buffer> = stream,
): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const keep = (piece: Buffer): void => {
    if (stream.sizeExceeded) pieces.length = 0;
    else pieces.push(piece);
  };
  if (source === stream) {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    stream.on('data', keep).on('end', resolve).on('error', reject);
    await promise;
  } else {
    for await (const piece of source) keep(piece);
  }
  const [first] = pieces;
  return first && pieces.length === 1 ? first : Buffer.concat(pieces);
}
