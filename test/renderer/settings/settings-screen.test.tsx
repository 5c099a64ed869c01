import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { invalidFields } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { SETTINGS } from './stored-settings.ts';

function open(section: string, answers: Answers = {}) {
  return renderApp(`/settings/${section}`, {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'settings.linkPreview': ({ domain, scheme }) => ({
      link: `${scheme}://${domain}/accounts/activate/9f2c…/`,
      warnings: [],
    }),
    ...answers,
  });
}

test('the link that mails will carry follows what is typed', async () => {
  const { user } = open('site');
  const domain = await screen.findByLabelText('Domain');
  await user.clear(domain);
  await user.type(domain, 'other.test');
  expect(await screen.findByText('https://other.test/accounts/activate/9f2c…/')).toBeDefined();
});

test('a refused field keeps what was typed and says why beside it', async () => {
  const { user } = open('site', {
    'settings.saveSite': () => {
      throw invalidFields({ domain: ['Enter a domain, such as shop.example.'] });
    },
  });
  const domain = await screen.findByLabelText('Domain');
  await user.type(domain, ' x');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  expect(await screen.findByText('Enter a domain, such as shop.example.')).toBeDefined();
  expect((domain as HTMLInputElement).value).toBe('shop.test x');
});

test('a stored password is kept until it is replaced, and has to be typed for another server', async () => {
  const { user, bridge } = open('mail', { 'settings.saveMail': () => ({}) });
  expect(await screen.findByText('A password is stored.')).toBeDefined();
  const host = screen.getByLabelText('Server');
  await user.type(host, '.org');
  expect(screen.getByText(/The stored one belongs to the server/)).toBeDefined();
  await user.type(screen.getByLabelText('Password'), 'secret words');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(bridge.inputsOf('settings.saveMail')).toMatchObject([
      { host: 'mail.shop.test.org', password: { change: 'set', password: 'secret words' } },
    ]),
  );
});

test('verifying shows each step and what the server said', async () => {
  const { user } = open('mail', {
    'settings.verifyMail': () => ({
      steps: [
        { name: 'dns', state: 'ok', ms: 3, detail: '192.0.2.1' },
        { name: 'connect', state: 'failed', ms: 20, detail: 'refused' },
      ],
      problem: { title: 'Nobody answers.', advice: 'Try 465.', reply: null },
    }),
  });
  await user.click(await screen.findByRole('button', { name: 'Verify' }));
  expect(await screen.findByText('Nobody answers.')).toBeDefined();
  expect(screen.getByRole('list', { name: 'Steps' }).children).toHaveLength(2);
});

test('the port follows the encryption until it is typed by hand', async () => {
  const { user } = open('mail');
  await user.click(await screen.findByRole('combobox', { name: /Encryption/ }));
  await user.click(await screen.findByRole('option', { name: /TLS from the start/ }));
  expect((await screen.findAllByDisplayValue('465')).length).toBeGreaterThan(0);
});
