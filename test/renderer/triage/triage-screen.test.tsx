// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { RefusedError } from '../../../src/shared/errors.ts';
import { accountDetail, madeUpSite, outcomeOf, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const PEOPLE = [1, 2, 3, 4].map((id) => pendingRow(id));

function cardOf(name: string) {
  return screen.findByRole('article', { name: `Sign-up of ${name}` });
}

/** A dialog takes the focus a frame after it is drawn. */
async function focusedDialog(name: RegExp): Promise<HTMLElement> {
  const dialog = await screen.findByRole('dialog', { name });
  await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  return dialog;
}

test('A lets in, R and Enter reject, R with a digit has its reason, S leaves for later, and then all are seen', async () => {
  const { bridge, user } = renderApp('/pending/one-by-one', madeUpSite({ pending: PEOPLE }));
  await cardOf('person1');
  await user.keyboard('a');
  await cardOf('person2');
  await user.keyboard('r');
  await focusedDialog(/person2/);
  await user.keyboard('1{Enter}');
  await cardOf('person3');
  await user.keyboard('r');
  const dialog = await focusedDialog(/person3/);
  await user.keyboard('3');
  expect(await within(dialog).findByText('Your registration')).toBeTruthy();
  await user.type(within(dialog).getByLabelText('Note'), 'Only 3 a street.');
  await user.click(within(dialog).getByRole('combobox'));
  await user.click(await screen.findByRole('option', { name: /@/ }));
  await user.click(within(dialog).getByRole('button', { name: 'Reject and mail' }));
  await cardOf('person4');
  await user.keyboard('s');
  await screen.findByText('You have seen everybody.');
  expect(screen.getByText(/3 of 4 decided, 1 later/)).toBeTruthy();
  expect(bridge.inputsOf('registrations.activate')).toMatchObject([{ ids: [1] }]);
  expect(bridge.inputsOf('registrations.reject')).toMatchObject([
    { ids: [2], reason: 'spam', note: '', tell: false, remember: 'nothing' },
    { ids: [3], reason: 'not-eligible', note: 'Only 3 a street.', tell: true, remember: 'address' },
  ]);
  await user.click(screen.getByRole('button', { name: 'Go through the 1' }));
  await cardOf('person4');
});

test('another reason is asked for in the note, and rejects from there', async () => {
  const { bridge, user } = renderApp('/pending/one-by-one', madeUpSite({ pending: PEOPLE }));
  await cardOf('person1');
  await user.keyboard('r');
  const dialog = await focusedDialog(/person1/);
  await user.keyboard('4');
  expect(document.activeElement).toBe(within(dialog).getByLabelText('Note'));
  await user.keyboard('As on Monday.{Control>}{Enter}{/Control}');
  await cardOf('person2');
  expect(bridge.inputsOf('registrations.reject')).toMatchObject([
    { ids: [1], reason: 'other', note: 'As on Monday.' },
  ]);
});

test('a screen reader hears whose card comes next, also where the focus stays on a button', async () => {
  const { user } = renderApp('/pending/one-by-one', madeUpSite({ pending: PEOPLE.slice(0, 2) }));
  await cardOf('person1');
  const heard = () => screen.getAllByRole('status').map(({ textContent }) => textContent);
  const button = screen.getByRole('button', { name: /^Later/ });
  await user.click(button);
  await cardOf('person2');
  expect(document.activeElement).toBe(button);
  expect(heard().join('\n')).toMatch(/person2.*@.* 1 left\./);
  await user.keyboard('s');
  await screen.findByText('You have seen everybody.');
  await waitFor(() => expect(heard()).toContain('You have seen everybody. 2 left for later.'));
});

test('while the cards are on their way, the place for one says so', async () => {
  const site = madeUpSite({ pending: PEOPLE });
  renderApp('/pending/one-by-one', { ...site, 'registrations.ids': () => new Promise(() => {}) });
  expect(await screen.findByText('Loading')).toBeTruthy();
});

test('Z puts the card back and takes the act back', async () => {
  const { bridge, user } = renderApp('/pending/one-by-one', madeUpSite({ pending: PEOPLE }));
  await cardOf('person1');
  await user.keyboard('a');
  await cardOf('person2');
  await user.keyboard('z');
  await cardOf('person1');
  await screen.findByText('Taken back: Activated person2.');
  expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 7 }]);
});

test('a refused act brings its card back', async () => {
  const refuse = () => {
    throw new RefusedError({ code: 'busy', message: 'The site is writing.' });
  };
  const site = { ...madeUpSite({ pending: PEOPLE }), 'registrations.activate': refuse };
  const { user } = renderApp('/pending/one-by-one', site);
  await cardOf('person1');
  await user.keyboard('a');
  await screen.findAllByText('The site is writing.');
  await cardOf('person1');
});

test('a card that comes back while another is being rejected is not rejected in its place', async () => {
  const { promise, reject } = Promise.withResolvers<never>();
  const site = { ...madeUpSite({ pending: PEOPLE }), 'registrations.activate': () => promise };
  const { bridge, user } = renderApp('/pending/one-by-one', site);
  await cardOf('person1');
  await user.keyboard('a');
  await cardOf('person2');
  await user.keyboard('r');
  await focusedDialog(/person2/);
  reject(new RefusedError({ code: 'busy', message: 'The site is writing.' }));
  await screen.findAllByText('The site is writing.');
  await cardOf('person1');
  await user.keyboard('{Enter}');
  expect(bridge.inputsOf('registrations.reject')).toEqual([]);
  expect(screen.getAllByRole('article')).toHaveLength(1);
});

test('Z takes back a decision of the first round also while those left for later are gone through', async () => {
  const site = madeUpSite({ pending: PEOPLE.slice(0, 2) });
  const { bridge, user } = renderApp('/pending/one-by-one', site);
  await cardOf('person1');
  await user.keyboard('s');
  await cardOf('person2');
  await user.keyboard('a');
  await user.click(await screen.findByRole('button', { name: 'Go through the 1' }));
  await cardOf('person1');
  await user.keyboard('z');
  await cardOf('person2');
  await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 7 }]));
});

test('a slip of the finger is mended with one press, and taken back with another', async () => {
  const site = madeUpSite({ pending: PEOPLE });
  const { bridge, user } = renderApp('/pending/one-by-one', {
    ...site,
    'registrations.evidence': () => ({
      ...site['registrations.evidence'](),
      meant: 'person1@gmail.com',
    }),
    'registrations.changeEmail': ({ id }) => outcomeOf([id], { operationId: 9 }),
  });
  await user.click(await screen.findByRole('button', { name: /^Fix and mail again/ }));
  expect(bridge.inputsOf('registrations.changeEmail')).toMatchObject([
    { id: 1, email: 'person1@gmail.com' },
  ]);
  await screen.findByText(/^The address of .* is now/);
  const group = screen.getByRole('group', { name: 'Decide' });
  await user.click(within(group).getByRole('button', { name: /^Undo/ }));
  await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 9 }]));
});

test('an address that looks right is not fixed, and the key says so', async () => {
  const { user } = renderApp('/pending/one-by-one', madeUpSite({ pending: PEOPLE }));
  await cardOf('person1');
  await user.keyboard('e');
  expect(await screen.findByText('Nothing looks wrong with this address.')).toBeTruthy();
});

test('who signed up at this machine is not said to be made by hand', async () => {
  const signUp = { joinReason: 'I read.', address: '', invitation: null };
  const site = madeUpSite({ pending: PEOPLE });
  renderApp('/pending/one-by-one', {
    ...site,
    'accounts.get': ({ id }) => accountDetail(id, { signUp: id === 1 ? signUp : null }),
    'registrations.evidence': () => ({ ...site['registrations.evidence'](), address: '' }),
  });
  const card = await cardOf('person1');
  expect(await within(card).findByText('Nothing unusual.')).toBeTruthy();
  expect(within(card).queryByText('Made by hand')).toBeNull();
});

test('Z takes back a correction that came after the last decision, and then the decision', async () => {
  const site = madeUpSite({ pending: PEOPLE });
  const { bridge, user } = renderApp('/pending/one-by-one', {
    ...site,
    'registrations.evidence': () => ({
      ...site['registrations.evidence'](),
      meant: 'person2@gmail.com',
    }),
    'registrations.changeEmail': ({ id }) => outcomeOf([id], { operationId: 9 }),
  });
  await cardOf('person1');
  await user.keyboard('a');
  const card = await cardOf('person2');
  await within(card).findByRole('button', { name: /^Fix and mail again/ });
  await user.keyboard('e');
  await screen.findByText(/^The address of .* is now/);
  await user.keyboard('z');
  await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 9 }]));
  await cardOf('person2');
  await user.keyboard('z');
  await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 9 }, { id: 7 }]));
  await cardOf('person1');
});

test('Z takes back a correction before the decisions of the first round', async () => {
  const site = madeUpSite({ pending: PEOPLE.slice(0, 3) });
  const { bridge, user } = renderApp('/pending/one-by-one', {
    ...site,
    'registrations.evidence': () => ({
      ...site['registrations.evidence'](),
      meant: 'person3@gmail.com',
    }),
    'registrations.changeEmail': ({ id }) => outcomeOf([id], { operationId: 9 }),
  });
  await cardOf('person1');
  await user.keyboard('a');
  await cardOf('person2');
  await user.keyboard('s');
  const card = await cardOf('person3');
  await user.click(within(card).getByRole('button', { name: /^Fix and mail again/ }));
  await screen.findByText(/^The address of .* is now/);
  await user.keyboard('s');
  await user.click(await screen.findByRole('button', { name: 'Go through the 2' }));
  await cardOf('person2');
  await user.keyboard('z');
  await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 9 }]));
});

test('Z says so when nothing was decided', async () => {
  const { user } = renderApp('/pending/one-by-one', madeUpSite({ pending: PEOPLE }));
  await cardOf('person1');
  await user.keyboard('z');
  expect(
    await screen.findByText('There is nothing to take back since you signed in.'),
  ).toBeTruthy();
});

test('Escape leads to the list', async () => {
  const { user } = renderApp('/pending/one-by-one', madeUpSite({ pending: PEOPLE }));
  await cardOf('person1');
  await user.keyboard('{Escape}');
  await screen.findByRole('grid', { name: 'Pending sign-ups' });
});

test('the second press of a double click decides nobody, and the focus stays where one decides', async () => {
  const { bridge, user } = renderApp('/pending/one-by-one', madeUpSite({ pending: PEOPLE }));
  await cardOf('person1');
  await user.dblClick(screen.getByRole('button', { name: /^Activate/ }));
  await cardOf('person2');
  expect(bridge.inputsOf('registrations.activate')).toMatchObject([{ ids: [1] }]);
  expect(document.activeElement).toBe(screen.getByRole('button', { name: /^Activate/ }));
});
