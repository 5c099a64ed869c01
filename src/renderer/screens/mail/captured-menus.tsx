import { ArrowDownUp, ListFilter, Tag } from 'lucide-react';

import type { InputOf } from '../../../shared/contract/index.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu, type MenuEntry } from '../../ui/menu.tsx';
import { hasTerm, tagTerm, toggleTerm } from './captured-search-text.ts';

export type CapturedSort = NonNullable<InputOf<'captured.list'>['sort']>;

export const NEWEST_FIRST: CapturedSort = { column: 'receivedAt', direction: 'descending' };

const ORDERS: readonly (readonly [label: string, sort: CapturedSort])[] = [
  ['Newest first', NEWEST_FIRST],
  ['Oldest first', { column: 'receivedAt', direction: 'ascending' }],
  ['Largest first', { column: 'size', direction: 'descending' }],
  ['Smallest first', { column: 'size', direction: 'ascending' }],
  ['Sender, A to Z', { column: 'from', direction: 'ascending' }],
  ['Sender, Z to A', { column: 'from', direction: 'descending' }],
  ['Subject, A to Z', { column: 'subject', direction: 'ascending' }],
  ['Subject, Z to A', { column: 'subject', direction: 'descending' }],
];

/** The orders of the list, for its toolbar and for the menu of its head. */
export function orderEntries(
  sort: CapturedSort,
  onSort: (sort: CapturedSort) => void,
): readonly MenuEntry[] {
  return ORDERS.map(([label, order]) => ({
    label,
    checked: order.column === sort.column && order.direction === sort.direction,
    onSelect: () => onSort(order),
  }));
}

interface OrderMenuProps {
  readonly sort: CapturedSort;
  readonly onSort: (sort: CapturedSort) => void;
}

export function OrderMenu({ sort, onSort }: OrderMenuProps) {
  return (
    <Menu
      trigger={<IconButton icon={ArrowDownUp} label="Order of the list" size="small" />}
      items={orderEntries(sort, onSort)}
    />
  );
}

interface SearchMenuProps {
  readonly text: string;
  readonly onText: (text: string) => void;
}

/** Which tags there are, on how many mails; each can be searched for. Nothing while there are none. */
export function TagsMenu({ text, onText }: SearchMenuProps) {
  const { data } = useQueryOf('captured.tags', {});
  if (data === undefined || data.tags.length === 0) return null;
  return (
    <Menu
      align="start"
      trigger={
        <Button size="small" variant="quiet" icon={Tag}>
          Tags
        </Button>
      }
      items={data.tags.map(({ label, mails }) => ({
        label,
        count: mails,
        checked: hasTerm(text, tagTerm(label)),
        onSelect: () => onText(toggleTerm(text, tagTerm(label))),
      }))}
    />
  );
}

/** What can be written in the search, with an example where it needs a value. */
const CONDITIONS: readonly (readonly [label: string, text: string])[] = [
  ['Has an attachment', 'has:attachment'],
  ['Is unread', 'is:unread'],
  ['Is read', 'is:read'],
  ['Is starred', 'is:starred'],
  ['From somebody', 'from:'],
  ['To somebody', 'to:'],
  ['Word in the subject', 'subject:'],
  ['Has a tag', 'tag:'],
  ['Since a day', 'after:yesterday'],
  ['Before a day', 'before:today'],
  ['Larger than', 'larger:100kB'],
  ['Smaller than', 'smaller:10kB'],
];

export function ConditionsMenu({ text, onText }: SearchMenuProps) {
  return (
    <Menu
      align="start"
      trigger={<IconButton icon={ListFilter} label="Add a condition to the search" />}
      items={CONDITIONS.map(([label, condition]) => ({
        label: `${label} — ${condition}`,
        onSelect: () => onText(`${text.trim()} ${condition}`.trim()),
      }))}
    />
  );
}
