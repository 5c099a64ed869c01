import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import { accountDetail, madeUpSite, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const oneWaiting = () => madeUpSite({ pending: [pendingRow(5)], accounts: [accountDetail(2)] });

test('the frame says where mail goes and who waits', async () => {
  renderApp('/pending', oneWaiting());
  expect(await screen.findByText('Mail is captured here.')).toBeTruthy();
  const pending = await screen.findByRole('link', { name: /^Pending/ });
  await waitFor(() => expect(pending.textContent).toBe('Pending 1 waiting'));
  expect(document.querySelector('a[href="http://127.0.0.1:8000/accounts/register/"]')).toBeTruthy();
});

test('the frame says who may register', async () => {
  renderApp('/pending', {
    ...oneWaiting(),
    'application.counts': () => ({
      ...oneWaiting()['application.counts'](),
      registrationPolicy: 'invitation',
    }),
  });
  expect(await screen.findByText('Registration: by invitation')).toBeTruthy();
});

test('the sidebar says how many wait for an approval, and how many mails are held', async () => {
  const rows = [
    pendingRow(5, { stage: 'to-approve' }),
    pendingRow(6, { mail: { state: 'held', text: 'Held' } }),
  ];
  renderApp('/pending', madeUpSite({ pending: rows }));
  const pending = await screen.findByRole('link', { name: /^Pending/ });
  await waitFor(() => expect(pending.textContent).toBe('Pending 2 waiting, 1 to approve'));
  expect(screen.getByRole('link', { name: /^Outbox/ }).textContent).toBe('Outbox 1 held');
});

test('g and h in turn go to the held mails', async () => {
  const views = { all: 0, held: 0, waiting: 0, sent: 0, failed: 0 };
  const { user, bridge } = renderApp('/pending', {
    ...oneWaiting(),
    'outbox.list': () => ({ total: 0, rows: [], views }),
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('gh');
  await screen.findByRole('heading', { level: 1, name: /Outbox/ });
  await waitFor(() => expect(bridge.inputsOf('outbox.list').at(-1)?.view).toBe('held'));
});

test('mail that stands still is told with its advice', async () => {
  renderApp('/pending', {
    ...oneWaiting(),
    'application.counts': () => ({
      ...oneWaiting()['application.counts'](),
      delivery: { kind: 'smtp', where: 'mail.example:587', name: 'Production', colour: 'green' },
      mailPaused: {
        title: 'User name or password refused.',
        advice: 'Use an app password.',
        nextTryAt: null,
        way: 'p1',
      },
    }),
  });
  expect(await screen.findByText('Mail leaves through Production.')).toBeTruthy();
  expect(screen.getByText('User name or password refused.')).toBeTruthy();
});

test.each([
  [false, 'Links lead to shop.test'],
  [true, 'Links open here only'],
])(
  'what is wrong with links is told wherever one acts, with the way to mend them: %s, %s',
  async (openHere, name) => {
    renderApp('/pending', {
      ...oneWaiting(),
      'application.counts': () => ({
        ...oneWaiting()['application.counts'](),
        links: { domain: 'shop.test', fault: { why: 'Why.', openHere } },
      }),
    });
    const link = await screen.findByRole('link', { name });
    expect(link.getAttribute('href')).toBe('/settings/site');
    expect(link.title).toBe('shop.test: Why.');
  },
);

test('g and u in turn go to Users, also from inside the list', async () => {
  const { user } = renderApp('/pending', oneWaiting());
  (await screen.findByRole('grid')).focus();
  await user.keyboard('gu');
  expect(await screen.findByRole('heading', { level: 1, name: /Users/ })).toBeTruthy();
});

test('the key bar offers a search where there is one to go to', async () => {
  const { user } = renderApp('/pending', oneWaiting());
  const keys = await screen.findByRole('group', { name: 'Keys' });
  expect(await within(keys).findByRole('button', { name: '/ search' })).toBeTruthy();
  await user.keyboard('gs');
  await waitFor(() => expect(within(keys).queryByRole('button', { name: '/ search' })).toBeNull());
});

test('with nothing listed the key bar has only keys that do something, and no button begins with nobody', async () => {
  renderApp('/pending', { ...madeUpSite({ pending: [] }) });
  await screen.findByText('Nobody is waiting.');
  const keys = screen.getByRole('group', { name: 'Keys' });
  await waitFor(() => expect(within(keys).queryByText('move')).toBeNull());
  const words = within(keys)
    .getAllByRole('listitem')
    .map(({ textContent }) => textContent.split(' ').slice(1).join(' '));
  expect(words).toEqual(['search', 'undo', 'commands', 'all keys']);
  for (const name of [/^Export…/, /^One by one/]) {
    const button = screen.getByRole('button', { name });
    expect(button.getAttribute('aria-description')).toBe('Nobody is in this list.');
  }
});

test('letters typed into the search field are no commands', async () => {
  const { user, bridge } = renderApp('/pending', oneWaiting());
  (await screen.findByRole('grid')).focus();
  await user.keyboard('/');
  expect(document.activeElement).toBe(screen.getByRole('combobox', { name: 'Search sign-ups' }));
  await user.keyboard('a');
  expect(bridge.inputsOf('registrations.activate')).toEqual([]);
});

test('with letter keys switched off a letter does nothing', async () => {
  const { user, bridge } = renderApp('/pending', oneWaiting());
  (await screen.findByRole('grid')).focus();
  await user.keyboard('?');
  await user.click(await screen.findByRole('switch', { name: 'Letters are commands' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  screen.getByRole('grid').focus();
  await user.keyboard('a');
  expect(bridge.inputsOf('registrations.activate')).toEqual([]);
});

test('the palette finds people and opens them', async () => {
  const { user } = renderApp('/pending', oneWaiting());
  await screen.findByRole('grid');
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox'), 'person2');
  await user.click(await screen.findByRole('option', { name: /person2@people\.example/ }));
  expect(await screen.findByRole('heading', { level: 1, name: 'person2' })).toBeTruthy();
});

test('the palette says whom an act is about', async () => {
  const { user } = renderApp('/pending', oneWaiting());
  (await screen.findByRole('grid')).focus();
  await user.keyboard('{Control>}k{/Control}');
  const palette = await screen.findByRole('dialog', { name: 'Command palette' });
  expect(await within(palette).findByRole('option', { name: /Activate person5/ })).toBeTruthy();
});

test('locking takes everything off the screen, toasts included', async () => {
  const { user } = renderApp('/pending', oneWaiting());
  (await screen.findByRole('grid')).focus();
  await user.keyboard('m');
  await screen.findAllByText(/mailed again/);
  await user.keyboard('{Control>}{Shift>}L{/Shift}{/Control}');
  expect(await screen.findByRole('button', { name: 'Unlock' })).toBeTruthy();
  expect(document.body.textContent).not.toContain('person5');
  expect(document.body.textContent).not.toContain('Pending');
});

test('the key that locks does so over a dialog, the palette and while one types', async () => {
  const { user } = renderApp('/pending', oneWaiting());
  (await screen.findByRole('grid')).focus();
  for (const keys of ['r', '{Control>}k{/Control}', '/']) {
    await user.keyboard(keys);
    if (keys !== '/') await screen.findByRole('dialog');
    await user.keyboard('{Control>}{Shift>}L{/Shift}{/Control}');
    await user.type(await screen.findByLabelText('Password'), 'right{Enter}');
    // What was typed there is there again.
    if (keys === 'r') await user.click(await screen.findByRole('button', { name: /^Cancel/ }));
    (await screen.findByRole('grid')).focus();
  }
});

test('read-only is told, and writing is refused with the reason', async () => {
  const reason = 'Made by a newer version. Opened read-only so nothing is lost.';
  const { user, bridge } = renderApp('/pending', {
    ...oneWaiting(),
    'application.status': () => ({
      ...oneWaiting()['application.status'](),
      readOnly: reason,
      notices: [{ tone: 'warn', text: reason }],
    }),
  });
  (await screen.findByRole('grid')).focus();
  expect(await screen.findByText('Made by a newer version.')).toBeTruthy();
  expect(screen.getByText('No mail leaves, and none is captured.')).toBeTruthy();
  await user.keyboard('a');
  expect(bridge.inputsOf('registrations.activate')).toEqual([]);
});

test('a dot lists the acts on what is selected, and nobody and no view', async () => {
  const { user } = renderApp('/pending', oneWaiting());
  (await screen.findByRole('grid')).focus();
  await user.keyboard('.');
  const found = await screen.findAllByRole('option');
  expect(found.some(({ textContent }) => textContent.startsWith('Activate '))).toBe(true);
  expect(screen.getAllByDisplayValue('>').length).toBeGreaterThan(0);
});

test('the palette says that it searches, and never that nothing matches before it is known', async () => {
  const sort = { column: 'username', direction: 'ascending' } as const;
  const ken = Promise.withResolvers<OutputOf<'accounts.list'>>();
  const site = oneWaiting();
  const { user } = renderApp('/pending', {
    ...site,
    'accounts.list': (input) =>
      input.query === 'ken' ? ken.promise : site['accounts.list'](input),
  });
  await screen.findByRole('grid');
  await user.keyboard('{Control>}k{/Control}');
  const field = await screen.findByRole('combobox');
  await user.type(field, 'person2');
  await screen.findByRole('option', { name: /person2@people/ });
  await user.clear(field);
  await user.type(field, 'ken');
  expect(screen.queryByRole('option', { name: /person2@people/ })).toBeNull();
  expect(await screen.findByText('Searching…')).toBeTruthy();
  ken.resolve({
    ...site['accounts.list']({ query: '', offset: 0, limit: 8, sort }),
    total: 0,
    rows: [],
  });
  expect(await screen.findByText('Nothing matches “ken”.')).toBeTruthy();
});
