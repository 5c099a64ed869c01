import { DAY_MS } from '../../shared/durations.ts';
import { isSameSignature, sign, type SigningKey } from '../settings/signing-key.ts';

/** How long a browser stays known, in milliseconds. */
export const KNOWN_DEVICE_MS = 365 * DAY_MS;

/**
 * Makes the cookie by which a browser that somebody has signed in from is known again. Guesses from
 * elsewhere slow others down, but never that browser (OWASP, Slow Down Online Guessing Attacks with
 * Device Cookies). It is no sign-in: it opens nothing.
 */
export async function createDeviceMark(
  context: {
    readonly signingKey: SigningKey;
    readonly randomBytes: (size: number) => Buffer;
  },
  accountId: number,
): Promise<string> {
  const device = `${accountId}.${context.randomBytes(16).toString('hex')}`;
  return `${device}.${sign(await context.signingKey.read(), 'device', device)}`;
}

/** The device's own name for its limits, when the mark is genuine and of this account. */
export async function deviceOf(
  context: { readonly signingKey: SigningKey },
  mark: string,
  accountId: number,
): Promise<string | null> {
  const [, device, id, signature] =
    /^((-?\d{1,16})\.[0-9a-f]{32})\.([0-9a-f]{64})$/.exec(mark) ?? [];
  if (device === undefined || signature === undefined || Number(id) !== accountId) return null;
  const expected = sign(await context.signingKey.read(), 'device', device);
  return isSameSignature(expected, signature) ? device : null;
}
