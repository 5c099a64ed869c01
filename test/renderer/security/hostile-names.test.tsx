// @vitest-environment jsdom
import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OperationRow } from '../../../src/shared/contract/operations.ts';
import { SETTINGS } from '../settings/stored-settings.ts';
import { accountDetail, madeUpSite, outcomeOf, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const ACT: OperationRow = {
  id: 9,
  at: '2026-05-03T09:10:00.000Z',
  kind: 'invitations.revoke',
  title: '',
  actor: 'eva',
  via: 'console',
  accounts: 0,
  names: [],
  undoBlocked: null,
};

/** Names that people of bad will sign up with. */
const HOSTILE = [
  '<img src=x onerror=alert(1)>',
  '{{7*7}}',
  '{% debug %}',
  '=HYPERLINK("http://evil.example","click")',
  '\u202Eresu.nimda',
  '"><script>alert(1)</script>',
];

const SIGN_UPS = HOSTILE.map((name, index) =>
  pendingRow(index + 2, { username: name, name, email: `${name}@evil.example`, joinReason: name }),
);

/**
 * Shown as it was typed, isolated in its direction, and as nothing else; what turns the direction of
 * a name is named.
 */
async function expectInert(typed: string): Promise<void> {
  const name = typed.replace('\u202E', '[U+202E]');
  const places = await screen.findAllByText((text) => text.includes(name));
  expect(places.length).toBeGreaterThan(0);
  expectNoTurn();
  expect(document.querySelector('img, script, [onerror]')).toBeNull();
  expect(document.body.textContent).not.toContain('49');
  const isolated = `\u2068${name}\u2069`;
  expect(
    places.some((place) => place.closest('bdi') !== null || place.textContent.includes(isolated)),
  ).toBe(true);
}

/** Neither a text nor a label or a hint, which a tooltip shows, obeys what turns the direction. */
function expectNoTurn(): void {
  const labelled = [...document.querySelectorAll('[aria-label]')];
  const labels = labelled.map((place) => place.getAttribute('aria-label'));
  const hints = [...document.querySelectorAll<HTMLElement>('[title]')].map(({ title }) => title);
  expect([document.body.textContent, ...labels, ...hints].join('\n')).not.toContain('\u202E');
}

test.each(HOSTILE)('case 32: %s is inert in both lists', async (name) => {
  const site = madeUpSite({
    pending: SIGN_UPS,
    accounts: SIGN_UPS.map(({ id, username }) => accountDetail(id, { username, name: username })),
  });
  const { user } = renderApp('/pending', site);
  await expectInert(name);
  await user.click(screen.getByRole('link', { name: /^Users/ }));
  await screen.findByRole('grid', { name: 'Users' });
  await expectInert(name);
});

test.each(SIGN_UPS)('case 32: $username is inert on a card', async (row) => {
  const site = madeUpSite({ pending: [row] });
  const signUp = { joinReason: row.username, address: '', invitation: row.username };
  renderApp('/pending/one-by-one', {
    ...site,
    'accounts.get': ({ id }) =>
      accountDetail(id, { ...row, firstName: row.name, state: 'pending', signUp }),
  });
  await screen.findByRole('article');
  await expectInert(row.username);
});

test.each(['/pending', '/users'])(
  'the acts of %s name in the palette what turns the direction of a name',
  async (path) => {
    const row = SIGN_UPS.find(({ username }) => username.startsWith('\u202E'));
    const { id = 0, username = '' } = row ?? {};
    const { user } = renderApp(
      path,
      madeUpSite({
        pending: row ? [row] : [],
        accounts: [accountDetail(id, { username, name: username })],
      }),
    );
    const [cell] = await screen.findAllByText('[U+202E]resu.nimda');
    if (cell) await user.click(cell);
    await user.keyboard('{Control>}k{/Control}');
    const palette = await screen.findByRole('dialog');
    expect(within(palette).getByText(/^Delete \[U\+202E\]resu\.nimda/)).toBeTruthy();
    expectNoTurn();
  },
);

test('invitations, views and acts that are called so are named so', async () => {
  const name = '\u202Eresu.nimda';
  const layout = { columns: null, widths: {}, rows: 'compact', sort: null } as const;
  const view = { list: 'users', query: 'resu', shared: false, changeable: true } as const;
  const { user } = renderApp('/settings/invitations', {
    ...madeUpSite({ accounts: [accountDetail(1)] }),
    'views.list': () => ({ views: [{ ...view, id: 7, name, layout }], layouts: {} }),
    'accounts.counts': () => ({ totals: [1] }),
    'settings.get': () => SETTINGS,
    'invitations.list': () => ({
      rows: [
        {
          id: 1,
          label: name,
          createdAt: '2026-03-01T12:00:00.000Z',
          createdBy: name,
          expiresAt: '2026-03-08T12:00:00.000Z',
          maxUses: 10,
          uses: 2,
          state: 'open' as const,
          link: 'https://shop.test/accounts/register/?invitation=1-abc',
        },
      ],
    }),
    'operations.verify': () => ({
      state: 'unbroken',
      since: null,
      entries: 0,
      checkedAt: '2026-03-08T12:00:00.000Z',
      problem: null,
    }),
    'operations.list': () => ({ total: 1, rows: [{ ...ACT, title: `Revoked ${name}` }] }),
    'operations.get': () => ({
      operation: { ...ACT, title: `Revoked ${name}` },
      changes: [],
      changesTotal: 0,
    }),
  });
  const shown = '[U+202E]resu.nimda';
  const [cell] = await within(await screen.findByRole('grid')).findAllByText(shown);
  if (cell) await user.click(cell);
  await screen.findByRole('button', { name: `Revoke ${shown}` });
  await user.keyboard('{Control>}k{/Control}');
  await within(await screen.findByRole('dialog')).findByText(`Revoke ${shown}`);
  expectNoTurn();
  await user.keyboard('{Escape}');
  await user.click(screen.getByTitle(`${shown}: resu`));
  await user.click(await screen.findByRole('button', { name: `View: ${shown}` }));
  await screen.findByRole('menu');
  expectNoTurn();
  await user.keyboard('{Escape}');
  await user.click(screen.getByRole('link', { name: /^Audit/ }));
  (await screen.findByRole('grid', { name: 'Acts' })).focus();
  await user.keyboard('{Enter}');
  await screen.findByRole('complementary', { name: `Revoked ${shown}` });
  expectNoTurn();
});

test('a group that is called so is named so where people are put into it and taken out', async () => {
  const group = { id: 7, name: '\u202Esrotide', permissions: 3 };
  const shown = '[U+202E]srotide';
  let groups: (typeof group)[] = [];
  const { user } = renderApp('/users/1', {
    ...madeUpSite({ accounts: [accountDetail(1)] }),
    'accounts.rights': () => ({ groups, permissions: [], throughGroups: [] }),
    'accounts.rightsOffered': () => ({ groups: [group], permissions: [] }),
    'accounts.setGroups': ({ add }) => {
      groups = add.length === 0 ? [] : [group];
      return outcomeOf([1]);
    },
  });
  const section = within(await screen.findByRole('region', { name: 'Groups' }));
  await user.click(await section.findByRole('button', { name: 'Add' }));
  const item = await screen.findByRole('menuitem', { name: shown });
  expectNoTurn();
  await user.click(item);
  await screen.findByText(`\u2068person1\u2069 put into \u2068${shown}\u2069.`);
  expectNoTurn();
  await user.click(await section.findByRole('button', { name: `Take out of ${shown}` }));
  await screen.findByText(`\u2068person1\u2069 taken out of \u2068${shown}\u2069.`);
  expectNoTurn();
  await user.click(screen.getByRole('link', { name: /^Users/ }));
  (await screen.findByRole('grid')).focus();
  await user.keyboard('x');
  await user.click(await screen.findByRole('button', { name: 'Group…' }));
  await user.click(await screen.findByRole('combobox', { name: 'Group' }));
  const option = await screen.findByRole('option', {
    name: /^\[U\+202E\]srotide/,
  });
  expectNoTurn();
  await user.click(option);
  expect(screen.getByRole('combobox', { name: 'Group' }).textContent).toBe(shown);
});

test('a permission that is called so is named so where it is given', async () => {
  const permission = { id: 3, app: 'news', model: 'page', codename: 'p', name: '\u202Eegap' };
  const { user } = renderApp('/users/1?tab=permissions', {
    ...madeUpSite({ accounts: [accountDetail(1)] }),
    'accounts.rightsOffered': () => ({ groups: [], permissions: [permission] }),
  });
  await user.click(await screen.findByRole('combobox', { name: 'Give a permission' }));
  await screen.findByRole('option', { name: /\[U\+202E\]egap/ });
  expectNoTurn();
});

test('why mails failed turns nothing on the dashboard', async () => {
  const link = { screen: 'outbox', view: 'failed' } as const;
  const reason = { id: 'full', count: 2, text: 'The \u202Exob is full.', link };
  const failed = {
    id: 'failed-mails',
    tone: 'danger',
    count: 2,
    text: 'mails failed',
    link,
  } as const;
  renderApp('/dashboard', {
    ...madeUpSite({}),
    'dashboard.attention': () => ({
      matters: [{ ...failed, detail: null, reasons: [reason] }],
      at: '2026-05-03T10:20:00.000Z',
    }),
  });
  const text = await screen.findByText('The [U+202E]xob is full.');
  expect(text.closest('bdi')).toBe(text);
  expectNoTurn();
});
