import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, SETTINGS } from './stored-settings.ts';

test('the site that was probably meant is taken by one press', async () => {
  const meant = { domain: '127.0.0.1:8000', scheme: 'http' } as const;
  const warning = { title: 'It runs elsewhere.', advice: '', meant };
  const { user } = renderApp('/settings/site', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    'settings.linkPreview': ({ domain }) => ({
      link: 'x',
      warnings: domain === meant.domain ? [] : [warning],
      known: true,
    }),
  });
  await user.click(await screen.findByRole('button', { name: 'Use http://127.0.0.1:8000' }));
  expect(screen.getByLabelText(/^Domain/)).toHaveProperty('value', '127.0.0.1:8000');
  expect(screen.getByRole('radio', { name: 'http' }).ariaChecked).toBe('true');
  await waitFor(() => expect(screen.queryByText('It runs elsewhere.')).toBeNull());
});
