import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { RefusedError } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { accountDetail, madeUpSite, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const EVA = accountDetail(1, { username: 'eva', isStaff: true, isSuperuser: true, isSelf: true });
const KARIN = accountDetail(2, { username: 'karin', email: 'karin@web.example' });
const OLGA = accountDetail(3, { username: 'olga' });

async function openPage(answers: Answers) {
  const app = renderApp('/users/2', {
    ...madeUpSite({ accounts: [EVA, KARIN, OLGA] }),
    ...answers,
  });
  await screen.findByRole('heading', { level: 1, name: 'karin' });
  return app;
}

function activeRowOf(grid: HTMLElement): string {
  const id = grid.getAttribute('aria-activedescendant') ?? '';
  return document.getElementById(id)?.textContent ?? '';
}

test('Enter in the list opens the page, and j, k and Escape lead through the list', async () => {
  const { user } = renderApp('/users', madeUpSite({ accounts: [EVA, KARIN, OLGA] }));
  (await screen.findByRole('grid', { name: 'Users' })).focus();
  await user.keyboard('j{Enter}');
  expect(await screen.findByRole('heading', { level: 1, name: 'karin' })).toBeTruthy();
  expect(await screen.findByText('2 of 3')).toBeTruthy();
  await user.keyboard('j');
  expect(await screen.findByRole('heading', { level: 1, name: 'olga' })).toBeTruthy();
  await user.keyboard('k');
  expect(await screen.findByRole('heading', { level: 1, name: 'karin' })).toBeTruthy();
  await user.keyboard('j');
  expect(await screen.findByRole('heading', { level: 1, name: 'olga' })).toBeTruthy();
  await user.keyboard('{Escape}');
  const grid = await screen.findByRole('grid', { name: 'Users' });
  await waitFor(() => expect(activeRowOf(grid)).toContain('olga'));
});

test('nobody is next to somebody who was not reached through a list, and no key says so', async () => {
  const { user } = await openPage({});
  const keys = within(screen.getByRole('group', { name: 'Keys' }));
  expect(keys.getByRole('button', { name: /edit/ })).toBeTruthy();
  expect(keys.queryByRole('button', { name: /next|previous/ })).toBeNull();
  await user.keyboard('j');
  expect(screen.queryByText('There is no next person.')).toBeNull();
});

test('the ways on and back are open while somebody is still being looked up', async () => {
  const site = madeUpSite({ accounts: [EVA, KARIN, OLGA] });
  const { user } = renderApp('/users', {
    ...site,
    'accounts.get': (input) =>
      input.id === KARIN.id ? new Promise<never>(() => {}) : site['accounts.get'](input),
  });
  (await screen.findByRole('grid', { name: 'Users' })).focus();
  await user.keyboard('{Enter}');
  expect(await screen.findByText('1 of 3')).toBeTruthy();
  await user.keyboard('jj');
  expect(await screen.findByRole('heading', { level: 1, name: 'olga' })).toBeTruthy();
  await user.keyboard('k{Escape}');
  expect(await screen.findByRole('grid', { name: 'Users' })).toBeTruthy();
});

test('a part of the page that could not be had says so and is asked for again by itself', async () => {
  const refuse = () => {
    throw new RefusedError({ code: 'busy', message: 'The site is writing.' });
  };
  let failing = true;
  const site = madeUpSite({ accounts: [EVA, KARIN] });
  const { user } = await openPage({
    'accounts.notes': () => (failing ? refuse() : site['accounts.notes']()),
    'accounts.rights': () => (failing ? refuse() : site['accounts.rights']()),
  });
  for (const [part, later] of [
    ['Notes', /^None\./],
    ['Groups', 'There are no groups on this site.'],
  ] as const) {
    failing = true;
    const region = within(await screen.findByRole('region', { name: part }));
    expect((await region.findByRole('alert')).textContent).toContain('The site is writing.');
    failing = false;
    await user.click(region.getByRole('button', { name: 'Try again' }));
    expect(await region.findByText(later)).toBeTruthy();
  }
});

test('the page of somebody who waits leads back to their place in Pending, as it was arranged', async () => {
  const { user, bridge } = renderApp(
    '/pending?q=person',
    madeUpSite({ pending: [pendingRow(4), pendingRow(5), pendingRow(6)] }),
  );
  (await screen.findByRole('grid', { name: 'Pending sign-ups' })).focus();
  await user.keyboard('j{Enter}');
  expect(await screen.findByText('2 of 3')).toBeTruthy();
  expect(bridge.inputsOf('registrations.list').at(-1)).toMatchObject({
    query: 'person',
    sort: { column: 'signedUpAt', direction: 'descending' },
  });
  await user.keyboard('{Escape}');
  const grid = await screen.findByRole('grid', { name: 'Pending sign-ups' });
  await waitFor(() => expect(activeRowOf(grid)).toContain('person5'));
  expect(screen.getByLabelText<HTMLInputElement>('Search sign-ups').value).toBe('person');
});

test.each([
  { list: 'Pending', grid: 'Pending sign-ups', other: 'Users' },
  { list: 'Users', grid: 'Users', other: 'Pending' },
])(
  'a page opened from $list belongs to it in the sidebar, and leaves no way into it behind',
  async ({ list, grid, other }) => {
    const { user, address, goBack } = renderApp(
      '/trash',
      madeUpSite({
        accounts: [EVA, KARIN],
        pending: [pendingRow(1), pendingRow(2)],
      }),
    );
    const links = within(await screen.findByRole('navigation', { name: 'Screens' }));
    const current = (name: string) =>
      links.getByRole('link', { name: new RegExp(`^${name}`) }).getAttribute('aria-current');
    await user.click(links.getByRole('link', { name: new RegExp(`^${list}`) }));
    (await screen.findByRole('grid', { name: grid })).focus();
    await user.keyboard('{Enter}');
    await screen.findByText('1 of 2');
    expect([current(list), current(other)]).toEqual(['page', null]);
    await user.keyboard('j');
    await screen.findByText('2 of 2');
    await user.click(screen.getByRole('tab', { name: 'Rows' }));
    await user.click(screen.getByRole('tab', { name: 'Overview' }));
    await user.keyboard('{Escape}');
    const shown = await screen.findByRole('grid', { name: grid });
    await waitFor(() => expect(shown.querySelector('[data-active]')?.ariaRowIndex).toBe('3'));
    goBack();
    await waitFor(() => expect(address()).toBe('/trash'));
  },
);

test('of who is in already the newest mail is a line, and a question only where there is something to do', async () => {
  const mailVerdict = { ...KARIN.mailVerdict, tone: 'ok', sentence: 'Mail was sent.' } as const;
  await openPage({ 'accounts.get': () => ({ ...KARIN, mailVerdict }) });
  expect(await screen.findByText('Mail was sent.')).toBeTruthy();
  expect(screen.queryByText('Did the mail arrive?')).toBeNull();
});
