// @vitest-environment jsdom
import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { savedAs, SETTINGS } from './stored-settings.ts';

test('the days that are assumed are confirmed by a save that changes nothing', async () => {
  let settings = { ...SETTINGS, daysAssumed: true };
  const site = madeUpSite({});
  const { user, bridge } = renderApp('/settings/registration', {
    ...site,
    'application.status': () => ({ ...site['application.status'](), ofProject: true }),
    'settings.get': () => settings,
    'settings.domainEffect': () => ({ looked: 500, stopped: 0, domains: [] }),
    'registrations.refused': () => ({ total: 0, rows: [] }),
    'settings.saveRegistration': (input) => {
      settings = { ...settings, daysAssumed: false };
      return savedAs<typeof input>(7)(input);
    },
  });
  expect(await screen.findByText(/^Assumed: nobody has said/)).toBeTruthy();
  expect(screen.getByText(/^Saving says that links work 7 days, as/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(screen.queryByText(/^Saving says/)).toBe(null));
  expect(screen.queryByText(/^Assumed/)).toBe(null);
  expect(bridge.inputsOf('settings.saveRegistration')).toMatchObject([{ activationDays: 7 }]);
  expect(screen.getByRole('button', { name: 'Save' }).getAttribute('aria-disabled')).toBe('true');
});

test.each([
  ['site', 'Name and domain are the Django project’s own.'],
  ['registration', /^Has to be ACCOUNT_ACTIVATION_DAYS/],
])('the page %s says what is the project’s', async (section, words) => {
  const site = madeUpSite({});
  renderApp(`/settings/${section}`, {
    ...site,
    'application.status': () => ({ ...site['application.status'](), ofProject: true }),
    'settings.get': () => SETTINGS,
    'settings.linkPreview': () => ({ link: null, resetLink: null, warnings: [], known: false }),
    'settings.domainEffect': () => ({ looked: 500, stopped: 0, domains: [] }),
    'registrations.refused': () => ({ total: 0, rows: [] }),
  });
  expect(await screen.findByText(words)).toBeTruthy();
});
