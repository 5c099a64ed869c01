import { type Kysely, sql } from 'kysely';
import { expect, it } from 'vitest';

import { up } from '../../../src/main/db/migrations/0007-mail-profiles.ts';
import { storedSecrets } from '../../../src/main/mail/outbox/profile-secrets.ts';
import { readSetting } from '../../../src/main/settings/settings-store.ts';
import { NEW_PROFILE } from '../../../src/main/settings/smtp-profile.ts';
import { createCore } from '../../support/core.ts';

const BEFORE = {
  delivery: 'smtp',
  host: 'Mail.shop.example',
  port: 465,
  security: 'tls',
  user: 'shop',
  fromAddress: 'noreply@shop.example',
  fromName: 'Shop',
};

/** A database as it was before there were several mail servers. */
async function before(mail: object) {
  const core = await createCore();
  const value = JSON.stringify(mail);
  await core.secrets.write('site.signingKey', 'open sesame');
  await sql`UPDATE gatehouse_secret SET name = 'smtp.password'`.execute(core.db);
  await sql`ALTER TABLE gatehouse_secret DROP COLUMN place`.execute(core.db);
  await sql`INSERT INTO gatehouse_setting (name, value) VALUES ('mail', ${value})`.execute(core.db);
  await up(core.db as unknown as Kysely<unknown>);
  return { ...core, mail: await readSetting(core.db, 'mail') };
}

it('the one server becomes a profile, live as it was, and keeps its password', async () => {
  const { secrets, mail } = await before(BEFORE);
  expect(mail).toEqual({
    live: 'p1',
    fromAddress: 'noreply@shop.example',
    fromName: 'Shop',
    replyTo: '',
    profiles: [
      {
        ...NEW_PROFILE,
        id: 'p1',
        name: 'Mail.shop.example',
        host: 'Mail.shop.example',
        port: 465,
        security: 'tls',
        user: 'shop',
      },
    ],
  });
  const [profile] = mail.profiles;
  expect(profile && (await storedSecrets(secrets, profile)).password).toBe('open sesame');
});

it('a site that only ever captured has no server', async () => {
  const { mail } = await before({ ...BEFORE, delivery: 'capture', host: '', user: '' });
  expect(mail).toMatchObject({ live: 'capture', profiles: [] });
});
