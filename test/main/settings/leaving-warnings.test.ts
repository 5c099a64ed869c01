import { expect, test } from 'vitest';

import { senderWarning } from '../../../src/main/site/leaving-warnings.ts';
import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { profileInput } from '../../support/mail-profile.ts';
import { PATHS } from '../../support/site-paths.ts';

const LINKS = 'Links open on this computer only.';
const SENDER = 'Mails are from noreply@localhost.';

/** A console whose site is on this computer, as a first start leaves it, with a mail server. */
async function openHere() {
  const console = await createConsoleCore({ accountsSiteDomain: '127.0.0.1:8000' });
  await signIn(console);
  const { call } = console;
  const { site } = await call('settings.get', {});
  const here = { ...PATHS, name: 'Shop', domain: '127.0.0.1:8000', scheme: 'http' } as const;
  await call('settings.saveSite', { ...here, basedOn: site });
  const { id, stored } = await call('mailSettings.saveProfile', {
    ...profileInput(),
    basedOn: null,
  });
  const letLeave = () =>
    call('mailSettings.choose', { live: id, basedOn: { live: 'capture', profile: stored } });
  const titles = async () => (await call('mailSettings.get', {})).warnings.map((w) => w.title);
  const looks = async () => ({
    strip: (await call('application.counts', {})).links.fault,
    health: (await call('dashboard.health', {})).signs.map(({ title }) => title),
    site: (await call('settings.linkPreview', here)).warnings.map(({ title }) => title),
  });
  return { call, here, letLeave, titles, looks };
}

test('what would be wrong with mails that leave is told before they do', async () => {
  const { titles, looks } = await openHere();
  expect(await titles()).toEqual([LINKS, SENDER]);
  const { health, site } = await looks();
  expect([...health, ...site]).not.toContain(LINKS);
});

test('links that nobody else can follow are told of everywhere once mails leave', async () => {
  const { letLeave, looks } = await openHere();
  await letLeave();
  const { strip, health, site } = await looks();
  expect(strip).toEqual({ why: expect.stringContaining(LINKS), openHere: true });
  expect(health).toEqual(expect.arrayContaining([LINKS, SENDER]));
  expect(site).toEqual([LINKS]);
});

test('nothing is told of a site and a sender that others reach', async () => {
  const { call, here, letLeave, titles } = await openHere();
  await letLeave();
  await call('settings.saveSite', {
    ...here,
    domain: 'shop.test',
    scheme: 'https',
    basedOn: here,
  });
  const { fromName, replyTo, fromAddress } = await call('mailSettings.get', {});
  const basedOn = { fromAddress, fromName, replyTo };
  await call('mailSettings.saveSender', { ...basedOn, fromAddress: 'noreply@shop.test', basedOn });
  expect(await titles()).toEqual([]);
});

test.each([
  ['localhost', true],
  ['localhost.localdomain', true],
  ['mail.localhost', true],
  ['[127.0.0.1]', true],
  ['[::1]', true],
  ['[::ffff:127.0.0.1]', true],
  ['shop.test', false],
  ['localhost.test', false],
  ['[192.0.2.1]', false],
])('a sender at %s is of this computer: %s', (domain, isHere) => {
  expect(senderWarning(`a@${domain}`) !== null).toBe(isHere);
});
