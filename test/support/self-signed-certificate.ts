import { generateKeyPairSync, sign } from 'node:crypto';

/**
 * Makes a certificate for one host name, signed by itself: X.509 (RFC 5280) in just the DER that
 * takes, so that no private key has to lie in the repository.
 */
export function selfSignedCertificate(host: string): {
  readonly key: string;
  readonly cert: string;
} {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(set(sequence(oid(85, 4, 3), tagged(0x0c, Buffer.from(host)))));
  const algorithm = sequence(oid(42, 840, 10045, 4, 3, 2));
  const alternativeNames = sequence(tagged(0x82, Buffer.from(host)));
  const extension = sequence(oid(85, 29, 17), tagged(0x04, alternativeNames));
  const body = sequence(
    tagged(0xa0, integer(2)),
    integer(1),
    algorithm,
    name,
    sequence(time('20200101000000Z'), time('21200101000000Z')),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    tagged(0xa3, sequence(extension)),
  );
  const signature = tagged(0x03, Buffer.concat([Buffer.of(0), sign('sha256', body, privateKey)]));
  const certificate = sequence(body, algorithm, signature).toString('base64');
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: `-----BEGIN CERTIFICATE-----\n${certificate}\n-----END CERTIFICATE-----\n`,
  };
}

function tagged(tag: number, ...contents: readonly Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size =
    length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 255];
  return Buffer.concat([Buffer.of(tag, ...size), content]);
}

function sequence(...contents: readonly Buffer[]): Buffer {
  return tagged(0x30, ...contents);
}

function set(...contents: readonly Buffer[]): Buffer {
  return tagged(0x31, ...contents);
}

function integer(value: number): Buffer {
  return tagged(0x02, Buffer.of(value));
}

function time(value: string): Buffer {
  return tagged(0x18, Buffer.from(value));
}

/** @param parts The first already joined: 40 times the first arc plus the second. */
function oid(...parts: readonly number[]): Buffer {
  const bytes = parts.flatMap((part) => {
    const digits = [part & 127];
    for (let rest = part >> 7; rest > 0; rest >>= 7) digits.unshift((rest & 127) | 128);
    return digits;
  });
  return tagged(0x06, Buffer.from(bytes));
}
