import { X509Certificate } from 'node:crypto';

import { expect, it } from 'vitest';

import { captureCertificate } from '../../../../src/main/mail/capture/certificate.ts';
import { createCore } from '../../../support/core.ts';

it('is made once, for this machine only, and renewed before it ends', async () => {
  const { db, secrets, now, clock } = await createCore();
  const first = await captureCertificate(secrets, now());
  const certificate = new X509Certificate(first.cert);
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(certificate.validFromDate.getTime()).toBeLessThan(now().getTime());
  expect(certificate.verify(certificate.publicKey)).toBe(true);
  expect(await captureCertificate(secrets, now())).toEqual(first);
  clock.advance({ days: 690 });
  expect(await captureCertificate(secrets, now())).toEqual(first);
  clock.advance({ days: 20 });
  expect(await captureCertificate(secrets, now())).not.toEqual(first);
  const rows = await db.selectFrom('gatehouse_secret').select('sealed').execute();
  expect(JSON.stringify(rows)).not.toContain('PRIVATE KEY');
});

it('is another one in every installation', async () => {
  const [one, other] = [await createCore(), await createCore()];
  const now = one.now();
  expect((await captureCertificate(one.secrets, now)).key).not.toBe(
    (await captureCertificate(other.secrets, now)).key,
  );
});
