/** A value of a property: its type, its number and its bytes. */
export interface Property {
  readonly type: number;
  readonly id: number;
  readonly bytes: Buffer;
}

const number = (value: number, width: 2 | 4): Buffer => {
  const bytes = Buffer.alloc(width);
  bytes.writeUIntLE(value, 0, width);
  return bytes;
};
const u16 = (value: number): Buffer => number(value, 2);
const u32 = (value: number): Buffer => number(value, 4);

/** One attribute of a TNEF file, with its checksum. */
export function attribute(level: 1 | 2, id: number, data: Buffer): Buffer {
  const sum = data.reduce((total, byte) => (total + byte) & 0xffff, 0);
  return Buffer.concat([Buffer.from([level]), u32(id), u32(data.length), data, u16(sum)]);
}

/** A TNEF file of attributes. */
export function tnefOf(...attributes: readonly Buffer[]): Buffer {
  return Buffer.concat([u32(0x223e9f78), u16(1), ...attributes]);
}

/** What is packed as a file, by attributes or by properties. */
export function packedFile(
  title: string,
  data: Buffer,
  properties: readonly Property[] = [],
): Buffer {
  return Buffer.concat([
    attribute(2, 0x00069002, Buffer.alloc(14)),
    attribute(2, 0x00018010, Buffer.from(`${title}\0`, 'latin1')),
    ...(data.length > 0 ? [attribute(2, 0x0006800f, data)] : []),
    ...(properties.length > 0 ? [attribute(2, 0x00069005, propertiesOf(properties))] : []),
  ]);
}

/** The properties of a mail. */
export function mailProperties(...properties: readonly Property[]): Buffer {
  return attribute(1, 0x00069003, propertiesOf(properties));
}

export const unicode = (id: number, text: string): Property => ({
  type: 0x1f,
  id,
  bytes: Buffer.from(`${text}\0`, 'utf16le'),
});
export const binary = (id: number, bytes: Buffer): Property => ({ type: 0x102, id, bytes });
export const long = (id: number, value: number): Property => ({
  type: 0x03,
  id,
  bytes: u32(value),
});
/** A mail within a mail. */
export const embedded = (bytes: Buffer): Property => ({
  type: 0x0d,
  id: 0x3701,
  bytes: Buffer.concat([Buffer.alloc(16), bytes]),
});

function propertiesOf(properties: readonly Property[]): Buffer {
  const parts = properties.map(({ type, id, bytes }) => {
    const head = [u16(type), u16(id)];
    if (type === 0x03) return Buffer.concat([...head, bytes]);
    const padding = Buffer.alloc((4 - (bytes.length % 4)) % 4);
    return Buffer.concat([...head, u32(1), u32(bytes.length), bytes, padding]);
  });
  return Buffer.concat([u32(properties.length), ...parts]);
}

/** A mail with a file of Outlook's, and a text of its own unless it is null. */
export function mailWithTnef(file: Buffer, text: string | null = 'See what is packed.'): Buffer {
  const part = [
    'Content-Type: application/ms-tnef; name="winmail.dat"',
    'Content-Disposition: attachment; filename="winmail.dat"',
    'Content-Transfer-Encoding: base64',
    '',
    file.toString('base64').replace(/.{76}/g, '$&\r\n'),
  ];
  const parts = text === null ? [] : ['--b', 'Content-Type: text/plain', '', text];
  const head = ['From: ada@example.org', 'Content-Type: multipart/mixed; boundary="b"', ''];
  return Buffer.from([...head, ...parts, '--b', ...part, '--b--', ''].join('\r\n'));
}
