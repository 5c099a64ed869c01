import { generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { isIPv4 } from 'node:net';

/** A private key and the certificate that goes with it, both in PEM. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly cert: string;
}

/**
 * Makes a key and a certificate for it, signed by itself: X.509 (RFC 5280) in just the DER that
 * takes. A library for it would bring a dozen packages along.
 *
 * @param names Host names and IPv4 addresses it is for, the first of which is its common name.
 */
export function selfSigned(given: {
  readonly names: readonly [string, ...string[]];
  readonly from: Date;
  readonly until: Date;
}): KeyAndCertificate {
  const { names, from, until } = given;
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const name = sequence(set(sequence(oid(85, 4, 3), tagged(0x0c, Buffer.from(names[0])))));
  const algorithm = sequence(oid(42, 840, 10045, 4, 3, 2));
  const alternativeNames = sequence(...names.map(alternativeName));
  const extension = sequence(oid(85, 29, 17), tagged(0x04, alternativeNames));
  const body = sequence(
    tagged(0xa0, tagged(0x02, Buffer.of(2))),
    // Positive and at most 20 bytes (RFC 5280 section 4.1.2.2).
    tagged(0x02, Buffer.concat([Buffer.of(1), randomBytes(15)])),
    algorithm,
    name,
    sequence(time(from), time(until)),
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

function alternativeName(name: string): Buffer {
  if (isIPv4(name)) return tagged(0x87, Buffer.from(name.split('.').map(Number)));
  return tagged(0x82, Buffer.from(name));
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

/** GeneralizedTime, to the second. */
function time(instant: Date): Buffer {
  const digits = instant.toISOString().replaceAll(/[-:T]|\..*/g, '');
  return tagged(0x18, Buffer.from(`${digits}Z`));
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
