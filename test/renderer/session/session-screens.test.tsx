import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { SessionState } from '../../../src/shared/contract/session.ts';
import { invalidFields, RefusedError } from '../../../src/shared/errors.ts';
import { madeUpSite, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const preview = {
  'settings.linkPreview': ({ domain }: { domain: string }) => ({
    link: `https://${domain}/accounts/activate/9f2c…/`,
    resetLink: null,
    known: true,
    warnings: [{ title: 'Links would be http.', advice: 'Use https.' }],
  }),
};

test('the first start offers the built-in domain and shows what a link would look like', async () => {
  renderApp('/pending', { ...madeUpSite({ phase: 'setup' }), ...preview });
  expect(await screen.findByDisplayValue('127.0.0.1:8000')).toBeTruthy();
  expect(await screen.findByText('https://127.0.0.1:8000/accounts/activate/9f2c…/')).toBeTruthy();
  expect(screen.getByText('Links would be http.')).toBeTruthy();
});

test.each([
  ['127.0.0.1:8000', 'http'],
  ['127.1', 'http'],
  ['shop.localhost', 'http'],
  ['0.0.0.0', 'http'],
  ['[::1]:8000', 'http'],
  ['localhost.example.com', 'https'],
  ['127.example.com', 'https'],
])('the link of a first start at %s is shown as it will be: %s', async (domain, scheme) => {
  const { user, bridge } = renderApp('/pending', {
    ...madeUpSite({ phase: 'setup' }),
    ...preview,
  });
  await user.clear(await screen.findByDisplayValue('127.0.0.1:8000'));
  await user.paste(domain);
  await waitFor(() =>
    expect(bridge.inputsOf('settings.linkPreview')).toContainEqual(
      expect.objectContaining({ domain, scheme }),
    ),
  );
});

test('the first start can be tried on a made-up site, or says why not', async () => {
  let asked = 0;
  const { user, bridge } = renderApp('/pending', {
    ...madeUpSite({ phase: 'setup' }),
    ...preview,
    'session.tryDemonstration': () => {
      asked += 1;
      if (asked === 1)
        throw new RefusedError({ code: 'conflict', message: 'It is set up already.' });
      return {};
    },
  });
  const tryIt = await screen.findByRole('button', { name: 'Try it' });
  await user.click(tryIt);
  expect((await screen.findByRole('alert')).textContent).toBe('It is set up already.');
  await user.click(tryIt);
  await waitFor(() => expect(tryIt.getAttribute('aria-busy')).toBe('true'));
  expect(bridge.inputsOf('session.setUp')).toEqual([]);
});

test('what is wrong with the first start is said beside each field and stays until it is edited', async () => {
  const { user } = renderApp('/pending', {
    ...madeUpSite({ phase: 'setup' }),
    ...preview,
    'session.setUp': () => {
      throw invalidFields({ password: ['This password is too common.'] });
    },
  });
  await user.type(await screen.findByLabelText('User name'), 'eva{Enter}');
  const password = screen.getByLabelText('Password');
  await waitFor(() =>
    expect(password.getAttribute('aria-describedby')).toContain(
      screen.getByText('This password is too common.').id,
    ),
  );
  expect(document.activeElement).toBe(password);
  await user.type(password, 'x');
  expect(screen.queryByText('This password is too common.')).toBeNull();
});

test('a set-up that signs nobody in says that the site is set up', async () => {
  const site = madeUpSite({ phase: 'setup' });
  let phase: 'setup' | 'signed-out' = 'setup';
  const { user, bridge } = renderApp('/pending', {
    ...site,
    ...preview,
    'session.state': () => ({ ...site['session.state'](), phase }),
    'session.setUp': () => {
      phase = 'signed-out';
      return {};
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Set up and sign in' }));
  bridge.emit(['session']);
  expect(await screen.findByText('The site is set up. Sign in now.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Sign in' })).toBeTruthy();
});

test('a project that was opened in the first start is not said to be set up', async () => {
  const site = madeUpSite({ phase: 'setup' });
  let changes: Partial<SessionState> = {};
  const { bridge } = renderApp('/pending', {
    ...site,
    ...preview,
    'session.state': () => ({ ...site['session.state'](), ...changes }),
  });
  await screen.findByRole('button', { name: 'Set up and sign in' });
  const openedAt = '2030-01-01T00:00:00.000Z';
  changes = { phase: 'signed-out', openedAt, siteName: 'Their project' };
  bridge.emit(['session']);
  expect(await screen.findByText('Their project')).toBeTruthy();
  expect(screen.queryByText(/The site is set up/)).toBeNull();
});

test('too many wrong passwords are counted down before the next try', async () => {
  const { user, bridge } = renderApp('/pending', {
    ...madeUpSite({ phase: 'signed-out' }),
    'session.signIn': () => {
      throw new RefusedError({ code: 'throttled', message: 'Wait.', retryAfterMs: 4_000 });
    },
  });
  await user.type(await screen.findByLabelText('User name'), 'eva{Enter}');
  expect(await screen.findByText(/Wait 4 seconds/)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  expect(bridge.inputsOf('session.signIn')).toHaveLength(1);
});

test('a demonstration fills its sign-in in', async () => {
  const site = madeUpSite({ phase: 'signed-out' });
  const { user, bridge } = renderApp('/pending', {
    ...site,
    'session.state': () => ({
      ...site['session.state'](),
      demonstration: { username: 'eva', password: 'right' },
    }),
  });
  await user.click(await screen.findByRole('button', { name: 'Fill in' }));
  await user.click(screen.getByRole('button', { name: 'Sign in' }));
  await waitFor(() =>
    expect(bridge.inputsOf('session.signIn')).toEqual([{ username: 'eva', password: 'right' }]),
  );
  expect(await screen.findByRole('heading', { level: 1, name: /Pending/ })).toBeTruthy();
});

test('a locked console opens for the same person only', async () => {
  const { user, bridge } = renderApp('/pending', madeUpSite({ phase: 'locked' }));
  await user.type(await screen.findByLabelText('Password'), 'right{Enter}');
  expect(bridge.inputsOf('session.signIn')).toEqual([{ username: 'eva', password: 'right' }]);
  expect(await screen.findByRole('heading', { level: 1, name: /Pending/ })).toBeTruthy();
});

test('a locked console that can’t be left says why', async () => {
  const { user } = renderApp('/pending', {
    ...madeUpSite({ phase: 'locked' }),
    'session.signOut': () => {
      throw new RefusedError({ code: 'busy', message: 'The site is writing.' });
    },
  });
  await user.click(await screen.findByRole('button', { name: 'Sign in as somebody else' }));
  expect(await screen.findByText('It stays locked: The site is writing.')).toBeTruthy();
});

test.each(['locked', 'signed-out'] as const)(
  'the next try takes the place of a password that was wrong, %s',
  async (phase) => {
    const { user, bridge } = renderApp('/pending', madeUpSite({ phase }));
    const field = await screen.findByLabelText('Password');
    if (phase === 'signed-out') await user.type(screen.getByLabelText('User name'), 'eva');
    await user.type(field, 'wrong{Enter}');
    await screen.findByText(
      phase === 'locked'
        ? /This is not the password/
        : 'Some values need another look. Nothing was changed.',
    );
    await user.keyboard('right{Enter}');
    await screen.findByRole('heading', { level: 1, name: /Pending/ });
    expect(bridge.inputsOf('session.signIn').at(-1)).toMatchObject({ password: 'right' });
  },
);

test('a locked demonstration fills its password in, and a wrong one is told as such', async () => {
  const site = madeUpSite({ phase: 'locked' });
  const { user } = renderApp('/pending', {
    ...site,
    'session.state': () => ({
      ...site['session.state'](),
      demonstration: { username: 'eva', password: 'right' },
    }),
    'session.signIn': () => {
      throw new RefusedError({ code: 'invalid-input', message: 'Enter user name and password.' });
    },
  });
  await user.click(await screen.findByRole('button', { name: /Fill in/ }));
  expect(screen.getByLabelText('Password')).toHaveProperty('value', 'right');
  await user.click(screen.getByRole('button', { name: 'Unlock' }));
  expect(await screen.findByText(/This is not the password/)).toBeTruthy();
});

test('a call that is told to sign in brings the sign-in screen', async () => {
  const site = madeUpSite({});
  let phase: 'signed-in' | 'signed-out' = 'signed-in';
  const { bridge } = renderApp('/users', {
    ...site,
    'session.state': () => ({ ...site['session.state'](), phase }),
    'accounts.list': () => {
      if (phase === 'signed-in') return { total: 0, rows: [] };
      throw new RefusedError({ code: 'not-signed-in', message: 'Sign in first.' });
    },
  });
  await screen.findByText('Nobody here.');
  phase = 'signed-out';
  bridge.emit(['accounts']);
  expect(await screen.findByRole('button', { name: 'Sign in' })).toBeTruthy();
});

test('under the sign-in stands what to do about a forgotten password', async () => {
  renderApp('/pending', madeUpSite({ phase: 'signed-out' }));
  const command = await screen.findByText('npm start -- --reset-password NAME');
  expect(command.parentElement?.textContent).toContain('Forgotten the password?');
});

const at = new Date(2026, 4, 3, 14, 3).toISOString();

test.each([
  ['window', 'It was locked by hand at 14:03.'],
  ['menu', 'It was locked by hand at 14:03.'],
  ['idle', 'Nobody was here for 10 min: it locked at 14:03.'],
  ['asleep', 'It locked at 14:03, when the computer went to sleep.'],
  ['screen', 'It locked at 14:03, together with the computer’s screen.'],
] as const)('a console that was locked (%s) says why', async (by, words) => {
  const site = madeUpSite({ phase: 'locked' });
  renderApp('/pending', {
    ...site,
    'session.state': () => ({ ...site['session.state'](), locked: { at, by } }),
  });
  expect(await screen.findByText(words, { exact: false })).toBeTruthy();
});

test('a window tells a lock of its own from one in another window', async () => {
  const site = madeUpSite({ pending: [pendingRow(2)] });
  let locked: SessionState['locked'] = null;
  const answers = {
    ...site,
    'session.state': () => ({ ...site['session.state'](), locked }),
  };
  const lockedAt = (): SessionState['locked'] => ({ at: new Date().toISOString(), by: 'window' });
  const { user, bridge } = renderApp('/pending', {
    ...answers,
    'session.lock': () => {
      locked = lockedAt();
      return site['session.lock']();
    },
  });
  (await screen.findByRole('grid', { name: 'Pending sign-ups' })).focus();
  await user.keyboard('{Control>}{Shift>}l{/Shift}{/Control}');
  expect(await screen.findByText(/locked by hand/)).toBeTruthy();
  await user.type(screen.getByLabelText('Password'), 'right{Enter}');
  await screen.findByRole('grid', { name: 'Pending sign-ups' });
  site['session.lock']();
  locked = { at: new Date(Date.now() + 60_000).toISOString(), by: 'window' };
  bridge.emit(['session']);
  expect(await screen.findByText(/locked in another window/)).toBeTruthy();
});
