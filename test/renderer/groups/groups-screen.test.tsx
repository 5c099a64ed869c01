import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { GroupRow } from '../../../src/shared/contract/groups.ts';
import type { Permission } from '../../../src/shared/contract/person.ts';
import type { Outcome } from '../../../src/shared/contract/operations.ts';
import { invalidFields, RefusedError } from '../../../src/shared/errors.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { madeUpSite, outcomeOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const PERMISSIONS = ['add', 'change', 'delete', 'view'].flatMap((verb, at) =>
  ['article', 'comment', 'page'].map((model, nth): Permission => ({
    id: at * 3 + nth + 1,
    app: 'news',
    model,
    codename: `${verb}_${model}`,
    name: `Can ${verb} ${model}`,
  })),
);

const EDITORS: GroupRow = { id: 1, name: 'Editors', members: 1_200, permissions: 2 };
const READERS: GroupRow = { id: 2, name: 'Night readers', members: 1, permissions: 1 };

function openGroups(
  rows: readonly GroupRow[] = [EDITORS, READERS],
  { path = '/groups', ...answers }: Answers & { readonly path?: string } = {},
) {
  let now = [...rows];
  const given = new Map(now.map(({ id, permissions }) => [id, PERMISSIONS.slice(0, permissions)]));
  const console = renderApp(path, {
    ...madeUpSite({}),
    'accounts.rightsOffered': () => ({ groups: [], permissions: PERMISSIONS }),
    'groups.list': () => ({ rows: now }),
    'groups.permissions': ({ id }) => ({ permissions: given.get(id) ?? [] }),
    'groups.create': ({ name }) => {
      now = [...now, { id: 9, name, members: 0, permissions: 0 }];
      return { ...outcomeOf([9]), groupId: 9 };
    },
    'groups.rename': ({ id, name }) => {
      now = now.map((row) => (row.id === id ? { ...row, name } : row));
      return outcomeOf([id]);
    },
    'groups.setPermissions': ({ id, add, remove }) => {
      const kept = (given.get(id) ?? []).filter((each) => !remove.includes(each.id));
      given.set(id, [...kept, ...PERMISSIONS.filter((each) => add.includes(each.id))]);
      return outcomeOf([id]);
    },
    'groups.delete': ({ id }) => {
      now = now.filter((row) => row.id !== id);
      return outcomeOf([id]);
    },
    ...answers,
  });
  const become = (next: readonly GroupRow[]) => {
    now = [...next];
    console.bridge.emit(['groups']);
  };
  return { ...console, become };
}

const grid = () => screen.findByRole('grid', { name: 'Groups' });

test('each number of people leads to them in Users', async () => {
  const { user, address } = openGroups();
  const link = await screen.findByRole('link', { name: /1 person in .Night readers./ });
  expect(await screen.findByText('1,200')).toBeTruthy();
  await user.click(link);
  await waitFor(() => expect(decodeURIComponent(address())).toContain('/users?q=group:"Night'));
});

test('the key leads there too', async () => {
  const { user, address } = openGroups();
  (await grid()).focus();
  await user.keyboard('u');
  await waitFor(() => expect(address()).toContain('/users?q=group%3AEditors'));
});

test('keys that a person changed act there as they are now', async () => {
  const { user } = openGroups(undefined, {
    'keys.list': () => ({ changed: { 'groups.delete': 'Backspace' } }),
  });
  (await grid()).focus();
  await user.keyboard('{Delete}');
  expect(screen.queryByRole('alertdialog')).toBeNull();
  await user.keyboard('{Backspace}');
  expect(await screen.findByRole('alertdialog', { name: /Editors/ })).toBeTruthy();
});

test('no groups offer one act, whose group opens for its permissions', async () => {
  const { user, bridge } = openGroups([]);
  await user.click(await screen.findByRole('button', { name: 'Make a group' }));
  await user.keyboard('Authors{Enter}');
  expect(bridge.inputsOf('groups.create')).toEqual([{ name: 'Authors' }]);
  const panel = await screen.findByRole('complementary', { name: 'The group Authors' });
  expect(within(panel).getByText('0 people')).toBeTruthy();
  const field = await within(panel).findByRole('combobox', { name: 'Give a permission' });
  await user.type(field, 'view page{ArrowDown}{Enter}');
  expect(await within(panel).findByText('Can view page')).toBeTruthy();
  expect(bridge.inputsOf('groups.setPermissions')).toEqual([{ id: 9, add: [12], remove: [] }]);
  expect(await screen.findByText(/Authors.* given a permission\./)).toBeTruthy();
});

test('what can’t be a name is said beside the field, and what was typed stays', async () => {
  const { user } = openGroups(undefined, {
    'groups.create': () => {
      throw invalidFields({ name: ['A group with this name already exists.'] });
    },
  });
  (await grid()).focus();
  await user.keyboard('n');
  await user.keyboard('Editors{Enter}');
  const field = await screen.findByRole('textbox', { name: 'Name' });
  await waitFor(() => expect(field.getAttribute('aria-invalid')).toBe('true'));
  expect(screen.getByText('A group with this name already exists.')).toBeTruthy();
  expect(field).toHaveProperty('value', 'Editors');
});

test('a new name that is typed is asked about before its dialog is closed', async () => {
  const { user, bridge } = openGroups();
  (await grid()).focus();
  await user.keyboard('e');
  const field = await screen.findByRole('textbox', { name: 'Name' });
  await waitFor(() => expect(document.activeElement).toBe(field));
  await user.keyboard(' of texts{Escape}');
  await screen.findByRole('dialog', { name: /The new name of .* is not saved/ });
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(bridge.inputsOf('groups.rename')).toHaveLength(1));
});

test('a group that somebody else renamed meanwhile is not renamed before one says so', async () => {
  const { user, bridge, become } = openGroups();
  (await grid()).focus();
  await user.keyboard('e');
  const field = await screen.findByRole('textbox', { name: 'Name' });
  await user.clear(field);
  await user.type(field, 'Authors');
  become([{ ...EDITORS, name: 'Writers' }]);
  expect(await screen.findByText(/Somebody else called it .Writers. meanwhile/)).toBeTruthy();
  await user.type(field, '{Enter}');
  expect(bridge.inputsOf('groups.rename')).toEqual([]);
  await user.click(screen.getByRole('button', { name: 'Go on from there' }));
  await user.type(field, '{Enter}');
  await waitFor(() =>
    expect(bridge.inputsOf('groups.rename')).toEqual([{ id: 1, from: 'Writers', name: 'Authors' }]),
  );
});

test('one’s own new name is never told as somebody else’s', async () => {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const { user, become } = openGroups([EDITORS], { 'groups.rename': () => promise });
  (await grid()).focus();
  await user.keyboard('e');
  const field = await screen.findByRole('textbox', { name: 'Name' });
  await user.clear(field);
  await user.type(field, 'Authors{Enter}');
  become([{ ...EDITORS, name: 'Authors' }]);
  await screen.findByRole('row', { name: /Authors/, hidden: true });
  expect(screen.queryByText(/Somebody else called it/)).toBeNull();
  resolve(outcomeOf([1]));
  await waitFor(() => expect(field.isConnected).toBe(false));
});

test('a deletion says first who loses what', async () => {
  const { user, bridge } = openGroups();
  (await grid()).focus();
  await user.keyboard('{Delete}');
  const dialog = await screen.findByRole('alertdialog');
  expect(
    within(dialog).getByText(
      /1,200 people lose the 2 permissions that it gives.*Nobody is deleted.*everybody who still has an account\./,
    ),
  ).toBeTruthy();
  await user.click(within(dialog).getByRole('button', { name: 'Delete the group' }));
  await waitFor(() => expect(bridge.inputsOf('groups.delete')).toEqual([{ id: 1 }]));
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
  expect(await screen.findByText(/Editors.* deleted\./)).toBeTruthy();
  expect(screen.queryByText(/by somebody else/)).toBeNull();
  expect(screen.queryByRole('link', { name: /1,200 people/ })).toBeNull();
});

test.for(['e', '{Delete}'])('what %s opened closes for good when the group goes', async (key) => {
  const { user, become } = openGroups();
  (await grid()).focus();
  await user.keyboard(key);
  const role = key === 'e' ? 'dialog' : 'alertdialog';
  const name = /^(Rename|Delete the group)/;
  await screen.findByRole(role, { name });
  become([READERS]);
  expect(
    await screen.findByText(/The group .Editors. was deleted by somebody else\./),
  ).toBeTruthy();
  become([EDITORS, READERS]);
  await screen.findByText('Editors');
  expect(screen.queryByRole(role, { name })).toBeNull();
});

test('keys act on the group whose panel is open', async () => {
  const { user } = openGroups(undefined, { path: '/groups?id=2' });
  await screen.findByRole('complementary', { name: 'The group Night readers' });
  expect(
    document.getElementById((await grid()).getAttribute('aria-activedescendant') ?? '')
      ?.textContent,
  ).toContain('Night readers');
  (await grid()).focus();
  await user.keyboard('{Delete}');
  const dialog = await screen.findByRole('alertdialog', { name: /Night readers/ });
  expect(within(dialog).getByText(/One person loses the 1 permission that it gives/)).toBeTruthy();
});

test('permissions of a group are searched and taken away in the panel', async () => {
  const { user, bridge } = openGroups([{ ...EDITORS, permissions: 9 }], { path: '/groups?id=1' });
  const panel = within(await screen.findByRole('complementary', { name: 'The group Editors' }));
  const search = await panel.findByLabelText('Search these permissions');
  expect(panel.queryByText('/')).toBeNull();
  await user.type(search, 'delete article');
  expect(panel.getAllByRole('listitem')).toHaveLength(1);
  await user.click(panel.getByRole('button', { name: 'Take away: Can delete article' }));
  await waitFor(() =>
    expect(bridge.inputsOf('groups.setPermissions')).toEqual([{ id: 1, add: [], remove: [7] }]),
  );
});

test('staff look, and are told why they change nothing', async () => {
  const { user, bridge } = openGroups(undefined, {
    path: '/groups?id=1',
    'session.state': () => ({
      ...madeUpSite({})['session.state'](),
      person: { id: 4, username: 'sam', isSuperuser: false, permissions: [] },
    }),
  });
  const panel = within(await screen.findByRole('complementary', { name: 'The group Editors' }));
  expect(await panel.findByText('Only a superuser may change groups.')).toBeTruthy();
  (await grid()).focus();
  await user.keyboard('{Delete}n');
  expect(screen.queryByRole('alertdialog')).toBeNull();
  expect(screen.queryByRole('textbox', { name: 'Name' })).toBeNull();
  expect(bridge.inputsOf('groups.delete')).toEqual([]);
});

test('what failed can be asked for again, and a search that finds none be cleared', async () => {
  let fails = true;
  const { user } = openGroups(undefined, {
    path: '/groups?q=zoo',
    'groups.list': () => {
      if (fails) throw new RefusedError({ code: 'busy', message: 'The database is busy.' });
      return { rows: [EDITORS] };
    },
  });
  expect(await screen.findByText('The database is busy.')).toBeTruthy();
  fails = false;
  await user.click(screen.getByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('No group matches “zoo”.')).toBeTruthy();
  const [, ofEmpty] = screen.getAllByRole('button', { name: /^Clear the search/ });
  await user.click(ofEmpty ?? document.body);
  expect(await screen.findByText('Editors')).toBeTruthy();
});
