// @vitest-environment jsdom
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';

import type { RowId } from '../../../src/renderer/ui/data-table-columns.tsx';
import type { DataTableProps } from '../../../src/renderer/ui/data-table-props.ts';
import { PeopleTable, personAt, type Person } from './people-table.tsx';
import { renderUi } from './render-ui.tsx';

afterEach(cleanup);

test.each([
  ['takes back what it selected', '{ArrowDown}{ArrowDown}{ArrowUp}', [3, 4]],
  ['goes on beyond where it began', '{ArrowDown}{ArrowUp}{ArrowUp}', [2, 3]],
  ['turns to the other side from end to end', '{End}{Home}', [1, 2, 3]],
])('Shift with a key back %s', async (_, keys, expected) => {
  const onSelected = vi.fn<(ids: readonly RowId[]) => void>();
  renderUi(<PeopleTable autoFocus onSelected={onSelected} />);
  await userEvent.keyboard(`jj{Shift>}${keys}{/Shift}`);
  expect(onSelected).toHaveBeenLastCalledWith(expected);
});

test('a range that shrinks leaves what was selected beside it before', async () => {
  const onSelected = vi.fn<(ids: readonly RowId[]) => void>();
  renderUi(<PeopleTable autoFocus onSelected={onSelected} />);
  await userEvent.keyboard('xjjj{Shift>}{ArrowDown}{ArrowDown}{ArrowUp}{/Shift}');
  expect(onSelected).toHaveBeenLastCalledWith([1, 4, 5]);
  await userEvent.keyboard('jj{Shift>}{ArrowDown}{ArrowUp}{ArrowUp}{/Shift}');
  expect(onSelected).toHaveBeenLastCalledWith([1, 4, 5, 6, 7]);
});

test('after Escape a range begins anew where the cursor is', async () => {
  const onSelected = vi.fn<(ids: readonly RowId[]) => void>();
  renderUi(<PeopleTable autoFocus onSelected={onSelected} />);
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}{Escape}');
  await userEvent.keyboard('{Shift>}{ArrowDown}{/Shift}');
  expect(onSelected).toHaveBeenLastCalledWith([3, 4]);
});

test('Shift with a click nearer by makes the range shorter', async () => {
  const onSelected = vi.fn<(ids: readonly RowId[]) => void>();
  const user = userEvent.setup();
  renderUi(<PeopleTable onSelected={onSelected} />);
  await user.click(checkOf('Person 2'));
  await user.keyboard('{Shift>}');
  await user.click(screen.getByText('Person 6'));
  await user.click(screen.getByText('Person 4'));
  await user.keyboard('{/Shift}');
  expect(onSelected).toHaveBeenLastCalledWith([2, 3, 4]);
});

test('a range with rows that are not here is asked for with what is selected beside it', async () => {
  const onSelectRange = vi.fn<NonNullable<DataTableProps<Person>['onSelectRange']>>();
  const here = (index: number) => (index < 50 ? personAt(index) : undefined);
  renderUi(<PeopleTable autoFocus getRow={here} onSelectRange={onSelectRange} />);
  await userEvent.keyboard('xjj{Shift>}{End}{ArrowUp}{/Shift}');
  expect(onSelectRange.mock.calls).toEqual([
    [[2, 999], new Set([1])],
    [[2, 998], new Set([1])],
  ]);
});

function checkOf(name: string): HTMLElement {
  const row = screen.getByText(name).closest<HTMLElement>('[role=row]') ?? document.body;
  return within(row).getAllByRole('gridcell')[0] ?? document.body;
}
