import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { MailSettings, SmtpAuth } from '../../../src/shared/contract/mail-settings.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, SETTINGS } from './stored-settings.ts';

function withLogin(auth: SmtpAuth): MailSettings {
  const token = { tokenUrl: 'https://login.test/token', clientId: 'shop' };
  const stored = { password: false, clientSecret: true, refreshToken: true, dkimKey: false };
  return { ...MAIL, profiles: MAIL.profiles.map((each) => ({ ...each, auth, ...token, stored })) };
}

/** The form of a server with this login, whose doctor has found something wrong with a field. */
function openFound(auth: SmtpAuth, field: string) {
  const problem = { title: 'Something is wrong.', advice: '', reply: null, field, fixes: [] };
  return renderApp('/settings/mail?examine=p1', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => withLogin(auth),
    'mailSettings.presets': () => [],
    'doctor.start': () => ({ run: 'r1' }),
    'doctor.progress': () => ({
      running: false,
      steps: [],
      next: null,
      problem,
      reply: null,
      messageId: null,
      transcript: '',
    }),
  });
}

test.each([
  ['none', 'user', 'Enter the user name', /^User/],
  ['xoauth2', 'user', 'Enter the user name', /^User/],
  ['xoauth2', 'refreshToken', 'Enter the refresh token', /^Refresh token/],
] as const)('with the login “%s” the doctor leads to: %s', async (auth, field, act, label) => {
  const { user } = openFound(auth, field);
  await user.click(await screen.findByRole('button', { name: act }));
  expect(document.activeElement).toBe(screen.getByLabelText(label, { selector: 'input' }));
});

test('the doctor puts no secret into a form that does not show it', async () => {
  const { user } = openFound('xoauth2', 'password');
  await user.click(await screen.findByRole('button', { name: 'Enter the password' }));
  expect(screen.queryByRole('button', { name: 'Discard changes' })).toBeNull();
});
