// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { accountDetail, madeUpSite, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

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

/** Neither a text nor a label, which a tooltip shows, obeys what turns the direction. */
function expectNoTurn(): void {
  const labelled = [...document.querySelectorAll('[aria-label]')];
  const labels = labelled.map((place) => place.getAttribute('aria-label'));
  expect([document.body.textContent, ...labels].join('\n')).not.toContain('\u202E');
}

test.each(HOSTILE)('case 32: %s is inert in both lists', async (name) => {
  const site = madeUpSite({
    pending: SIGN_UPS,
    accounts: SIGN_UPS.map(({ id, username }) => accountDetail(id, { username, name: username })),
  });
  const { bridge, user } = renderApp('/pending', site);
  await expectInert(name);
  await user.click(screen.getByRole('link', { name: /^Users/ }));
  await waitFor(() => expect(bridge.inputsOf('accounts.list').length).toBeGreaterThan(1));
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
