import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { FaultRule } from '../../../src/shared/contract/faults.ts';
import type { MailSettings } from '../../../src/shared/contract/mail-settings.ts';
import type { Settings } from '../../../src/shared/contract/settings.ts';
import { RefusedError } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, savedAs, SETTINGS } from './stored-settings.ts';

function savedMeanwhile(stored: object): RefusedError {
  return new RefusedError({
    code: 'conflict',
    message: 'Other values were saved meanwhile. Nothing was overwritten.',
    stored: { ...stored },
  });
}

/** The form of the site, of which others save this just before one's own save arrives. */
function openSite(theirs: Partial<Settings['site']>) {
  let stored = SETTINGS;
  return renderApp('/settings/site', {
    ...madeUpSite({}),
    'settings.get': () => stored,
    'settings.linkPreview': () => ({ link: null, resetLink: null, warnings: [], known: false }),
    'settings.saveSite': (sent) => {
      if (stored !== SETTINGS) return savedAs<typeof sent>(7)(sent);
      stored = { ...SETTINGS, site: { ...SETTINGS.site, ...theirs } };
      throw savedMeanwhile(stored.site);
    },
  });
}

test('a save that comes a moment too late asks whose values count, and nothing typed is lost', async () => {
  const { user, bridge } = openSite({ domain: 'theirs.test', name: 'Their shop' });
  const domain = await screen.findByLabelText('Domain');
  await user.clear(domain);
  await user.type(domain, 'mine.test{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Keep mine: Domain' }));
  expect(domain).toHaveProperty('value', 'mine.test');
  expect(screen.queryByText(/Nothing was overwritten/)).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('The site is saved.');
  const theirs = { ...SETTINGS.site, domain: 'theirs.test', name: 'Their shop' };
  expect(bridge.inputsOf('settings.saveSite')[1]).toEqual({
    ...theirs,
    domain: 'mine.test',
    basedOn: theirs,
  });
});

test('where both changed different fields both are kept, once they were seen together', async () => {
  const { user, bridge } = openSite({ name: 'Their shop' });
  const domain = await screen.findByLabelText('Domain');
  await user.clear(domain);
  await user.type(domain, 'mine.test{Enter}');
  await screen.findByText(/Nothing was overwritten/);
  expect(screen.queryByRole('button', { name: /^Keep mine/ })).toBeNull();
  expect(screen.getByLabelText('Name')).toHaveProperty('value', 'Their shop');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText('The site is saved.');
  expect(screen.queryByText(/Nothing was overwritten/)).toBeNull();
  expect(bridge.inputsOf('settings.saveSite')[1]).toMatchObject({
    domain: 'mine.test',
    name: 'Their shop',
  });
});

test('what is saved again before anything is asked anew is based on what was just saved', async () => {
  const { promise: never } = Promise.withResolvers<Settings>();
  let asked = 0;
  const { user, bridge } = renderApp('/settings/console', {
    ...madeUpSite({}),
    'settings.get': () => (asked++ === 0 ? SETTINGS : never),
    'settings.saveConsole': savedAs(7),
  });
  const minutes = await screen.findByLabelText('Lock after');
  await user.clear(minutes);
  await user.type(minutes, '5{Enter}');
  await screen.findByText('The console is saved.');
  await user.clear(minutes);
  await user.type(minutes, '6{Enter}');
  await waitFor(() =>
    expect(bridge.inputsOf('settings.saveConsole')).toEqual([
      { ...SETTINGS.console, idleLockMinutes: 5, basedOn: SETTINGS.console },
      {
        ...SETTINGS.console,
        idleLockMinutes: 6,
        basedOn: { ...SETTINGS.console, idleLockMinutes: 5 },
      },
    ]),
  );
});

test('a password does not go to a server that others saved in the same moment', async () => {
  let mail: MailSettings = MAIL;
  const { user, bridge } = renderApp('/settings/mail', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => mail,
    'mailSettings.presets': () => [],
    'mailSettings.saveProfile': ({ secrets: _secrets, id: _id, ...sent }) => {
      if (mail !== MAIL) return { ...savedAs<typeof sent>(1)(sent), id: 'p1' };
      mail = { ...MAIL, profiles: MAIL.profiles.map((each) => ({ ...each, host: 'theirs.test' })) };
      throw savedMeanwhile({ ...sent.basedOn, host: 'theirs.test' });
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Edit Production' }));
  const form = within(await screen.findByRole('form', { name: 'Mail server: Production' }));
  await user.click(form.getByRole('button', { name: 'Change…' }));
  await user.type(form.getByLabelText(/^Password/), 'mine');
  await user.click(form.getByRole('button', { name: 'Save server' }));
  await form.findByText(/Enter it again/);
  expect(form.getByLabelText(/^Password/)).toHaveProperty('value', '');
  await user.click(form.getByRole('button', { name: 'Save server' }));
  await waitFor(() => expect(bridge.inputsOf('mailSettings.saveProfile')).toHaveLength(2));
  expect(bridge.inputsOf('mailSettings.saveProfile')[1]).toMatchObject({
    host: 'theirs.test',
    secrets: { password: { change: 'keep' } },
  });
});

const FAULT: FaultRule = {
  id: 'one',
  enabled: true,
  sender: '',
  recipient: '',
  chance: 100,
  effect: { kind: 'drop', stage: 'end' },
};
const OTHER: FaultRule = { ...FAULT, id: 'two', effect: { kind: 'drop', stage: 'connect' } };

/** The page of faults, which others change to this just before one's own first save arrives. */
function openFaults(theirs: readonly FaultRule[]) {
  let stored: readonly FaultRule[] = [FAULT, OTHER];
  const answers: Answers = {
    'faults.get': () => ({ rules: stored.map((rule) => ({ ...rule, hits: 0 })), server: null }),
    'faults.save': (sent) => {
      if (stored === theirs) return savedAs<typeof sent>(7)(sent);
      stored = theirs;
      throw savedMeanwhile({ rules: stored });
    },
  };
  return renderApp('/settings/faults', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    ...answers,
  });
}

test('a fault that others change in one moment with another one stays changed', async () => {
  const theirs = { ...FAULT, enabled: false };
  const { user, bridge } = openFaults([theirs, OTHER]);
  const [, second] = await screen.findAllByRole('switch');
  if (second) await user.click(second);
  await waitFor(() => expect(bridge.inputsOf('faults.save')).toHaveLength(2));
  expect(bridge.inputsOf('faults.save')[1]).toEqual({
    rules: [theirs, { ...OTHER, enabled: false }],
    basedOn: { rules: [theirs, OTHER] },
  });
});

test('a fault that others change in one moment too is asked about, field by field', async () => {
  const theirs = { ...FAULT, sender: 'theirs.test', chance: 50 };
  const { user, bridge } = openFaults([theirs, OTHER]);
  const [change] = await screen.findAllByRole('button', { name: 'Change' });
  if (change) await user.click(change);
  await user.type(await screen.findByLabelText('Only mails from'), 'mine.test{Enter}');
  await screen.findByRole('button', { name: 'Keep mine: Only mails from' });
  await user.click(screen.getByRole('button', { name: 'Keep all mine' }));
  expect(document.activeElement).toBe(screen.getByRole('heading', { name: 'Change this fault' }));
  expect(screen.getByLabelText('How often')).toHaveProperty('value', '50');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(bridge.inputsOf('faults.save')[1]?.rules).toEqual([
    { ...theirs, sender: 'mine.test' },
    OTHER,
  ]);
});
