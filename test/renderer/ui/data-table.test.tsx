// @vitest-environment jsdom
import { act, cleanup, fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';

import type { DataTableSort, RowId } from '../../../src/renderer/ui/data-table-columns.tsx';
import { PeopleTable, personAt, type Person } from './people-table.tsx';
import { renderUi } from './render-ui.tsx';

afterEach(cleanup);

/** Whether the grid has no use for a key. */
function isLeft(key: string): boolean {
  return fireEvent.keyDown(screen.getByRole('grid'), { key });
}

/** The row that `aria-activedescendant` points at, by its number in the list. */
function activeRow(): string | null {
  const id = screen.getByRole('grid').getAttribute('aria-activedescendant') ?? '';
  return document.getElementById(id)?.getAttribute('aria-rowindex') ?? null;
}

function rowOf(name: string): HTMLElement {
  return screen.getByText(name).closest<HTMLElement>('[role=row]') ?? document.body;
}

test('the grid tells the length of the list and draws only a window of it', () => {
  renderUi(<PeopleTable />);
  expect(screen.getByRole('grid').getAttribute('aria-rowcount')).toBe('1001');
  expect(screen.getAllByRole('row').length).toBeLessThan(40);
});

test('j and k move the active row', async () => {
  renderUi(<PeopleTable autoFocus />);
  await userEvent.keyboard('jjk');
  expect(activeRow()).toBe('3');
});

test('End reaches the last row and draws it', async () => {
  renderUi(<PeopleTable autoFocus />);
  await userEvent.keyboard('{End}');
  expect(activeRow()).toBe('1001');
  expect(screen.getByText('Person 1000')).toBeTruthy();
});

test('PageDown moves by the rows that fit', async () => {
  renderUi(<PeopleTable autoFocus />);
  await userEvent.keyboard('{PageDown}');
  expect(activeRow()).toBe('21');
});

test('x selects the active row and says so to screen readers', async () => {
  const onSelected = vi.fn<(ids: readonly RowId[]) => void>();
  renderUi(<PeopleTable autoFocus onSelected={onSelected} />);
  await userEvent.keyboard('jx');
  expect(onSelected).toHaveBeenLastCalledWith([2]);
  expect(rowOf('Person 2').getAttribute('aria-selected')).toBe('true');
  expect(rowOf('Person 1').getAttribute('aria-selected')).toBe('false');
});

test('Shift with a click counts from the touched row, also when others came above it', async () => {
  const onSelected = vi.fn<(ids: readonly RowId[]) => void>();
  const user = userEvent.setup();
  const checkOf = (name: string) =>
    within(rowOf(name)).getAllByRole('gridcell')[0] ?? document.body;
  const { rerender } = renderUi(<PeopleTable onSelected={onSelected} />);
  await user.click(checkOf('Person 2'));
  const below = (index: number) => personAt(index < 3 ? 2_000 + index : index - 3);
  rerender(<PeopleTable onSelected={onSelected} total={1_003} getRow={below} />);
  await user.keyboard('{Shift>}');
  await user.click(checkOf('Person 4'));
  expect(onSelected).toHaveBeenLastCalledWith([2, 3, 4]);
});

test('Shift with a click selects everything since the last touched row', async () => {
  const onSelected = vi.fn<(ids: readonly RowId[]) => void>();
  const user = userEvent.setup();
  renderUi(<PeopleTable onSelected={onSelected} />);
  await user.click(within(rowOf('Person 2')).getAllByRole('gridcell')[0] ?? document.body);
  await user.keyboard('{Shift>}');
  await user.click(screen.getByText('Person 5'));
  await user.keyboard('{/Shift}');
  expect(onSelected).toHaveBeenLastCalledWith([2, 3, 4, 5]);
});

test('Shift with an arrow key extends the selection', async () => {
  const onSelected = vi.fn<(ids: readonly RowId[]) => void>();
  renderUi(<PeopleTable autoFocus onSelected={onSelected} />);
  await userEvent.keyboard('{Shift>}{ArrowDown}{ArrowDown}{/Shift}');
  expect(onSelected).toHaveBeenLastCalledWith([1, 2, 3]);
});

test('Escape clears the selection first and is left to the screen only when there is none', async () => {
  const onSelected = vi.fn<(ids: readonly RowId[]) => void>();
  renderUi(<PeopleTable autoFocus onSelected={onSelected} />);
  await userEvent.keyboard('x');
  expect(isLeft('Escape')).toBe(false);
  expect(onSelected).toHaveBeenLastCalledWith([]);
  expect(isLeft('Escape')).toBe(true);
});

test('Mod+A asks the screen for everything that matches', async () => {
  const onSelectAll = vi.fn<() => void>();
  renderUi(<PeopleTable autoFocus onSelectAll={onSelectAll} />);
  await userEvent.keyboard('{Control>}a{/Control}');
  expect(onSelectAll).toHaveBeenCalledOnce();
});

test('the box above all rows leads back to the rows, which letters act on', async () => {
  renderUi(<PeopleTable onSelectAll={() => undefined} />);
  await userEvent.click(screen.getByRole('checkbox', { name: 'Select all' }));
  expect(document.activeElement).toBe(screen.getByRole('grid'));
});

test('an inverted selection shows all rows but the exceptions as selected', () => {
  renderUi(<PeopleTable selectionInverted selection={new Set([2])} />);
  expect(rowOf('Person 1').getAttribute('aria-selected')).toBe('true');
  expect(rowOf('Person 2').getAttribute('aria-selected')).toBe('false');
  expect(screen.getByRole('checkbox').getAttribute('aria-checked')).toBe('mixed');
});

test('space peeks and Enter opens the active row', async () => {
  const onPeek = vi.fn<(person: Person, index: number) => void>();
  const onOpen = vi.fn<(person: Person, index: number) => void>();
  renderUi(<PeopleTable autoFocus onPeek={onPeek} onOpen={onOpen} />);
  await userEvent.keyboard('j {Enter}');
  expect(onPeek).toHaveBeenCalledWith(personAt(1), 1);
  expect(onOpen).toHaveBeenCalledWith(personAt(1), 1);
});

test('other keys are left to the screen', () => {
  renderUi(<PeopleTable />);
  expect(isLeft('j')).toBe(false);
  expect(isLeft('a')).toBe(true);
});

test('no key acts while a text field inside the grid has the focus', async () => {
  const onSelected = vi.fn<(ids: readonly RowId[]) => void>();
  renderUi(<PeopleTable onSelected={onSelected} />);
  await userEvent.type(screen.getAllByLabelText('Note')[3] ?? document.body, 'jxa');
  expect(activeRow()).toBe('5');
  expect(onSelected).not.toHaveBeenCalled();
});

test('a press on the sorted header turns the direction', async () => {
  const onSortChange = vi.fn<(sort: DataTableSort) => void>();
  const sort = { column: 'name', direction: 'ascending' } as const;
  renderUi(<PeopleTable sort={sort} onSortChange={onSortChange} />);
  expect(screen.getByRole('columnheader', { name: 'Person' }).ariaSort).toBe('ascending');
  await userEvent.click(screen.getByRole('button', { name: 'Person' }));
  expect(onSortChange).toHaveBeenCalledWith({ column: 'name', direction: 'descending' });
});

test('the window on screen is reported, and rows that are not loaded are drawn as busy', () => {
  const onRange = vi.fn<(first: number, last: number) => void>();
  renderUi(<PeopleTable onRange={onRange} getRow={() => undefined} />);
  expect(onRange).toHaveBeenCalledWith(0, 20);
  expect(document.querySelectorAll('[aria-busy=true]').length).toBeGreaterThan(20);
});

test('another list starts at its top, and tells so', () => {
  const onRange = vi.fn<(first: number, last: number) => void>();
  const { rerender } = renderUi(<PeopleTable listKey="all" onRange={onRange} />);
  const grid = screen.getByRole('grid');
  fireEvent.scroll(grid, { target: { scrollTop: 16_000 } });
  expect(onRange.mock.lastCall?.[0]).toBeGreaterThan(400);
  rerender(<PeopleTable listKey="some" onRange={onRange} total={100} />);
  expect(onRange.mock.lastCall?.[0]).toBe(0);
  expect(grid.scrollTop).toBe(0);
  expect(screen.getByText('Person 2')).toBeTruthy();
});

test('an empty list shows what the screen gives for it', () => {
  renderUi(<PeopleTable total={0} empty={<p>Nobody is waiting.</p>} />);
  expect(screen.getByText('Nobody is waiting.')).toBeTruthy();
  expect(screen.queryByRole('grid')).toBeNull();
});

test('rows stay when the thumb goes to some that have not come, until they have, or a moment at most', () => {
  vi.useFakeTimers();
  const onRange = vi.fn<(first: number, last: number) => void>();
  const table = (there: number) => (
    <PeopleTable
      getRow={(index) => (index < there ? personAt(index) : undefined)}
      onRange={onRange}
    />
  );
  const { rerender } = renderUi(table(100));
  const jumpTo = (index: number) => {
    fireEvent.scroll(screen.getByRole('grid'), { target: { scrollTop: index * 32 } });
  };
  const waiting = () => document.querySelectorAll('[aria-busy=true]').length;

  jumpTo(500);
  expect(onRange.mock.lastCall?.[0]).toBe(500);
  expect(screen.getByText('Person 5')).toBeTruthy();
  rerender(table(600));
  expect(screen.queryByText('Person 5')).toBeNull();
  expect(screen.getByText('Person 505')).toBeTruthy();

  jumpTo(900);
  expect(waiting()).toBe(0);
  expect(screen.getByText('Person 505')).toBeTruthy();
  act(() => {
    vi.advanceTimersByTime(100);
  });
  expect(waiting()).toBeGreaterThan(20);
  vi.useRealTimers();
});
