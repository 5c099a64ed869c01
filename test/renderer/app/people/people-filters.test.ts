import { expect, test, vi } from 'vitest';

import {
  columnFilterEntries,
  filterEntries,
  type PeopleList,
} from '../../../../src/renderer/app/people/people-filters.ts';
import type { MenuEntry } from '../../../../src/renderer/ui/menu.tsx';
import { parsePeopleQuery } from '../../../../src/shared/people-query.ts';

/** What a search becomes by choosing something, by the labels on the way. */
function choose(entries: readonly MenuEntry[], ...way: readonly string[]): void {
  const [label, ...rest] = way;
  const found = entries.find(
    (each) => typeof each === 'object' && 'label' in each && each.label === label,
  );
  if (typeof found !== 'object' || !('label' in found)) throw new Error(`There is no ${label}.`);
  if ('items' in found) choose(found.items, ...rest);
  else found.onSelect();
}

function chosen(list: PeopleList, text: string, ...way: readonly string[]) {
  const onText = vi.fn<(text: string) => void>();
  const onTyped = vi.fn<() => void>();
  choose(filterEntries(list, ['Book club'], { text, onText }, onTyped), ...way);
  return { text: onText.mock.lastCall?.[0], typed: onTyped.mock.calls.length > 0 };
}

test('a choice is written into the search, in place of another of the same filter, and taken out again', () => {
  expect(chosen('accounts', 'karin', 'State', 'Active').text).toBe('is:active karin');
  expect(chosen('accounts', 'is:active karin', 'State', 'Not confirmed').text).toBe(
    'is:pending karin',
  );
  expect(chosen('accounts', 'is:active karin', 'State', 'Active').text).toBe('karin');
  expect(chosen('accounts', 'joined:<7d', 'Last sign-in', 'Never').text).toBe(
    'joined:<7d last:never',
  );
});

test('a group whose name can’t be written in a search is not offered', () => {
  const written = { text: '', onText: () => {} };
  const groups = (names: readonly string[]) =>
    JSON.stringify(filterEntries('accounts', names, written, () => {}));
  expect(groups(['Book club', 'The "A" team'])).toEqual(groups(['Book club']));
  expect(groups(['a"b'])).toEqual(groups([]));
});

test('a role goes with another, and a group is written with its blanks', () => {
  expect(chosen('accounts', 'is:staff', 'Role', 'Superuser').text).toBe('is:staff is:superuser');
  expect(chosen('registrations', '', 'Group', 'Book club').text).toBe('group:"Book club"');
});

test('what needs a text is begun, and says that it is to be typed', () => {
  expect(chosen('accounts', 'karin', 'Mail domain…')).toEqual({
    text: 'karin domain:',
    typed: true,
  });
});

test('every choice is a term that the search understands', () => {
  const texts: string[] = [];
  const collect = (entries: readonly MenuEntry[]): void => {
    for (const entry of entries) {
      if (typeof entry !== 'object' || 'heading' in entry) continue;
      if ('items' in entry) collect(entry.items);
      else if (entry.checked !== undefined) entry.onSelect();
    }
  };
  for (const list of ['accounts', 'registrations'] as const) {
    collect(
      filterEntries(
        list,
        ['Book club'],
        { text: '', onText: (text) => texts.push(text) },
        () => {},
      ),
    );
  }
  expect(texts.length).toBeGreaterThan(40);
  expect(texts.flatMap((text) => parsePeopleQuery(text).problems)).toEqual([]);
  expect(texts.every((text) => parsePeopleQuery(text).conditions.length === 1)).toBe(true);
});

test('a column offers what its values can be, and says which of them the search asks for', () => {
  const written = { text: 'is:inactive', onText: () => {} };
  const entries = columnFilterEntries('accounts', 'state', written);
  expect(entries).toContainEqual(expect.objectContaining({ label: 'Inactive', checked: true }));
  expect(entries).toContainEqual(expect.objectContaining({ label: 'Active', checked: false }));
  expect(columnFilterEntries('accounts', 'username', written)).toEqual([]);
});
