import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, savedAs, SETTINGS } from './stored-settings.ts';

const meant = { domain: '127.0.0.1:8000', scheme: 'http' } as const;
const warning = { title: 'It runs elsewhere.', advice: '', meant };
const preview = {
  'settings.linkPreview': ({ domain }: { domain: string }): OutputOf<'settings.linkPreview'> => ({
    link: 'x',
    resetLink: 'y',
    warnings: domain === meant.domain ? [] : [warning],
    known: true,
  }),
};

test('the site that was probably meant is taken by one press', async () => {
  const { user } = renderApp('/settings/site', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    ...preview,
  });
  await user.click(await screen.findByRole('button', { name: 'Use http://127.0.0.1:8000' }));
  expect(screen.getByLabelText(/^Domain/)).toHaveProperty('value', '127.0.0.1:8000');
  expect(screen.getByRole('radio', { name: 'http' }).ariaChecked).toBe('true');
  await waitFor(() => expect(screen.queryByText('It runs elsewhere.')).toBeNull());
  expect(document.activeElement).toBe(screen.getByLabelText(/^Domain/));
});

test('at the first start too, and one goes on in the field', async () => {
  const { user } = renderApp('/pending', { ...madeUpSite({ phase: 'setup' }), ...preview });
  const domain = await screen.findByLabelText(/^Domain/);
  await user.type(domain, '1');
  await user.click(await screen.findByRole('button', { name: 'Use 127.0.0.1:8000' }));
  expect(domain).toHaveProperty('value', '127.0.0.1:8000');
  await waitFor(() => expect(screen.queryByText('It runs elsewhere.')).toBeNull());
  expect(document.activeElement).toBe(domain);
});

test('links follow the paths that are typed, and those that a check has found are taken by one press', async () => {
  const { user, bridge } = renderApp('/settings/site', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    'settings.linkPreview': ({ accountsPath, passwordPaths }) => ({
      link: `https://shop.test${accountsPath}activate/9f2c…/`,
      resetLink: `https://shop.test${accountsPath} as ${passwordPaths}`,
      warnings: [],
      known: false,
    }),
    'settings.checkSite': () => ({
      tone: 'warn',
      title: 'Reset links would not open.',
      advice: '',
      meant: { passwordPaths: 'django' },
    }),
    'settings.saveSite': savedAs(7),
  });
  await user.type(await screen.findByLabelText('Path'), '{Control>}a{/Control}/users/');
  expect(await screen.findByText('https://shop.test/users/activate/9f2c…/')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Check now' }));
  await user.click(await screen.findByRole('button', { name: 'Use those' }));
  expect(await screen.findByText('https://shop.test/users/ as django')).toBeTruthy();
  expect(screen.getByRole('radio', { name: 'reset/…' }).ariaChecked).toBe('true');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() =>
    expect(bridge.inputsOf('settings.saveSite')).toMatchObject([
      { accountsPath: '/users/', passwordPaths: 'django', basedOn: SETTINGS.site },
    ]),
  );
});

test.each([
  [true, 0],
  [false, 1],
])(
  'activation pages are asked for where no profiles tell of them: %s',
  async (keepsProfiles, boxes) => {
    const site = madeUpSite({});
    const { user, bridge } = renderApp('/settings/site', {
      ...site,
      'settings.get': () => SETTINGS,
      'mailSettings.get': () => MAIL,
      ...preview,
      'application.status': () => ({ ...site['application.status'](), keepsProfiles }),
      'settings.saveSite': savedAs(7),
    });
    await screen.findByLabelText('Path');
    await waitFor(() =>
      expect(screen.queryAllByRole('checkbox', { name: /activation pages/ })).toHaveLength(boxes),
    );
    if (keepsProfiles) return;
    await user.click(screen.getByRole('checkbox', { name: /activation pages/ }));
    await waitFor(() =>
      expect(bridge.inputsOf('settings.linkPreview').at(-1)).toMatchObject({
        activationPages: true,
      }),
    );
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() =>
      expect(bridge.inputsOf('settings.saveSite')).toMatchObject([{ activationPages: true }]),
    );
  },
);
