// @vitest-environment jsdom
import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';

import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { SETTINGS } from './stored-settings.ts';

test.each([
  ['site', 'Name and domain are the Django project’s own.'],
  ['registration', /^Has to be ACCOUNT_ACTIVATION_DAYS/],
])('the page %s says what is the project’s', async (section, words) => {
  const site = madeUpSite({});
  renderApp(`/settings/${section}`, {
    ...site,
    'application.status': () => ({ ...site['application.status'](), ofProject: true }),
    'settings.get': () => SETTINGS,
    'settings.linkPreview': () => ({ link: null, warnings: [], known: false }),
    'settings.domainEffect': () => ({ looked: 500, stopped: 0, domains: [] }),
    'registrations.refused': () => ({ total: 0, rows: [] }),
  });
  expect(await screen.findByText(words)).toBeTruthy();
});
