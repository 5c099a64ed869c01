import { expect, it } from 'vitest';

import { decodeUuencode } from '../../../../src/main/mail/capture/uuencode.ts';

/** Lines of a length, and of four characters for three bytes each. */
function uuencoded(content: Buffer): string {
  const sign = (bits: number): string => String.fromCharCode(bits === 0 ? 0x60 : 0x20 + bits);
  let lines = '';
  for (let start = 0; start < content.length; start += 45) {
    const bytes = content.subarray(start, start + 45);
    lines += sign(bytes.length);
    for (let at = 0; at < bytes.length; at += 3) {
      const [one = 0, two = 0, three = 0] = bytes.subarray(at, at + 3);
      const bits = (one << 16) | (two << 8) | three;
      for (const shift of [18, 12, 6, 0]) lines += sign((bits >> shift) & 0x3f);
    }
    lines += '\r\n';
  }
  return lines;
}

it.each([0, 1, 2, 44, 45, 46, 1_000])('%i bytes are what they were', (length) => {
  const content = Buffer.from(Array.from({ length }, (_, at) => (at * 37 + 11) % 256));
  const encoded = Buffer.from(`begin 644 a.bin\r\n${uuencoded(content)}\`\r\nend\r\n`);
  expect(decodeUuencode(encoded)).toEqual(content);
});

it('a body grows no larger, whatever its lines announce', () => {
  const encoded = Buffer.from(`begin 644 a.bin\n${'_\n'.repeat(500_000)}`);
  expect(decodeUuencode(encoded).length).toBeLessThanOrEqual(encoded.length);
});
