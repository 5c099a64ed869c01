/** A file as programs of old put it into text, from `begin` to `end`. What can't be read is left out. */
export function decodeUuencode(body: Buffer): Buffer {
  const [, lines = ''] = /^begin [^\n]*\n([^]*)/m.exec(body.toString('latin1')) ?? [];
  const pieces: Buffer[] = [];
  for (const line of lines.split(/\r?\n/)) {
    const length = sixBits(line, 0);
    if (line === 'end' || length === 0) break;
    const bytes = Buffer.alloc(Math.ceil(length / 3) * 3);
    for (let at = 0; at < bytes.length; at += 3) {
      const start = 1 + (at / 3) * 4;
      const [one, two] = [sixBits(line, start), sixBits(line, start + 1)];
      const [three, four] = [sixBits(line, start + 2), sixBits(line, start + 3)];
      bytes.writeUIntBE((one << 18) | (two << 12) | (three << 6) | four, at, 3);
    }
    pieces.push(bytes.subarray(0, length));
  }
  return Buffer.concat(pieces);
}

function sixBits(line: string, at: number): number {
  return at < line.length ? (line.charCodeAt(at) - 0x20) & 0x3f : 0;
}
