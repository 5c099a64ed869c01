import { useNavigate } from '@tanstack/react-router';
import { keepPreviousData } from '@tanstack/react-query';
import { UsersRound } from 'lucide-react';
import { useState } from 'react';

import type { AccountRow } from '../../../shared/contract/accounts.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Palette, type PaletteGroup, type PaletteItem } from '../../ui/palette.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { useOfferedActions, type OfferedAction } from './actions.tsx';
import { STATE_WORDS } from '../people/state-words.ts';
import { useLack } from '../acts/use-block.ts';
import { useOnLeaving } from '../leaving/use-on-leaving.ts';
import { useSearchText } from '../people/use-search-text.ts';

const PEOPLE_SHOWN = 8;
const SHORTEST_SEARCH = 2;
/** The entry that leads to everybody who was found. */
const ALL = 'people.all';

/** The groups of acts that are about no selection, in their order behind the others. */
const GENERAL: readonly string[] = ['In a list', 'Go to', 'Console'];

/** What was chosen before, the newest first. */
export interface Recent {
  readonly id: string;
  /** For a person, who is not among what the screen offers. */
  readonly row?: AccountRow | undefined;
}

const RECENT_SHOWN = 5;

interface CommandPaletteProps {
  /** What is typed already: `>` leaves only acts. */
  readonly start?: string | undefined;
  readonly recent: readonly Recent[];
  readonly onRecent: (recent: readonly Recent[]) => void;
  readonly onClose: () => void;
}

/** Screens, actions on the selection and people, in one list; what was chosen before comes first. */
export function CommandPalette(props: CommandPaletteProps) {
  const { start = '', recent, onRecent, onClose } = props;
  const navigate = useNavigate();
  const actions = useOfferedActions();
  const [search, setSearch] = useState(start);
  const [text, setText] = useSearchText(search, setSearch);
  const mayLook = useLack('accounts.list') === null;
  const asked = mayLook ? personIn(search) : '';
  const { data, error, isPlaceholderData } = useQueryOf(
    'accounts.list',
    {
      offset: 0,
      limit: PEOPLE_SHOWN,
      query: asked.slice(0, 200),
      sort: { column: 'username', direction: 'ascending' },
    },
    { enabled: asked.length >= SHORTEST_SEARCH, placeholderData: keepPreviousData },
  );
  const sought = mayLook ? personIn(text) : '';
  const isAnswered = sought === asked && data !== undefined && !isPlaceholderData;
  const found = asked.length < SHORTEST_SEARCH ? [] : (data?.rows ?? []);
  // Until this text is answered, whoever was found by another stays only where it fits them too.
  const people = isAnswered ? found : found.filter((row) => isSoughtBy(row, sought));
  useOnLeaving(onClose);
  const total = (isAnswered ? data.total : null) ?? 0;
  const all: PaletteItem = {
    id: ALL,
    label: `All ${total.toLocaleString('en-GB')} in Users`,
    icon: UsersRound,
    keywords: text,
    onSelect: () => void navigate({ to: '/users', search: { q: sought } }),
  };
  const openPerson = (id: number) =>
    void navigate({ to: '/users/$id', params: { id }, search: {} });
  const groups = [
    ...actionGroups(actions),
    {
      label: 'People',
      items: [
        ...people.map((row) => personItem(row, text, openPerson)),
        ...(total > people.length ? [all] : []),
      ],
    },
  ].map((group) => ({ ...group, items: narrowed(group, text) }));
  const met = recent.flatMap(({ row }) => (row && mayLook ? [row] : []));
  const known = narrowed(
    { label: 'People', items: met.map((row) => personItem(row, '', openPerson)) },
    text,
  );
  const choose = (item: PaletteItem) => {
    const row = [...people, ...met].find(({ id }) => item.id === `person.${id}`);
    const others = recent.filter(({ id }) => id !== item.id);
    if (item.id !== ALL) onRecent([{ id: item.id, row }, ...others].slice(0, RECENT_SHOWN));
    item.onSelect();
  };
  return (
    <Palette
      open
      onOpenChange={onClose}
      groups={recentFirst(groups, known, recent)}
      onChoose={choose}
      query={text}
      onQueryChange={setText}
      placeholder="Search people, actions, screens"
      status={isAnswered || sought.length < SHORTEST_SEARCH ? undefined : unanswered(error)}
    />
  );
}

/** What was chosen before stands above all else, and once; of it, what is still offered. */
function recentFirst(
  groups: readonly PaletteGroup[],
  known: readonly PaletteItem[],
  recent: readonly Recent[],
): PaletteGroup[] {
  const offered = [...groups.flatMap(({ items }) => items), ...known];
  const items = recent.flatMap(({ id }) => offered.find((item) => item.id === id) ?? []);
  const others = groups.map((group) => ({
    ...group,
    items: group.items.filter((item) => !items.includes(item)),
  }));
  return [{ label: 'Recent', items }, ...others].filter((group) => group.items.length > 0);
}

/** Who is looked for: nobody by a text that leaves only acts or views. */
function personIn(text: string): string {
  return /^[>#]/.test(text) ? '' : text.replace(/^@/, '').trim();
}

function isSoughtBy({ name, username, email }: AccountRow, text: string): boolean {
  return `${name} ${username} ${email}`.toLocaleLowerCase().includes(text.toLocaleLowerCase());
}

function unanswered(error: Error | null): string {
  return error === null ? 'Searching…' : `People could not be searched. ${error.message}`;
}

/** The screen's own acts first: they are about what is in sight. */
function actionGroups(actions: readonly OfferedAction[]): PaletteGroup[] {
  const usable = actions.filter(
    ({ run, id, disabledReason }) =>
      run !== undefined && id !== 'palette' && id !== 'acts' && disabledReason === undefined,
  );
  const groups = [...Map.groupBy(usable, ({ group }) => group)].map(([label, members]) => ({
    label,
    items: members.map(({ id, label: words, icon, keys, danger, keywords, run }): PaletteItem => ({
      id,
      label: words,
      icon,
      keys,
      danger,
      keywords,
      onSelect: () => run?.(),
    })),
  }));
  return groups.toSorted((one, other) => GENERAL.indexOf(one.label) - GENERAL.indexOf(other.label));
}

/** `>` leaves only acts, `@` only people, `#` only views; what stands behind the sign is looked for. */
function narrowed({ label, items }: PaletteGroup, text: string): readonly PaletteItem[] {
  const sign = text[0] ?? '';
  if (!'>@#'.includes(sign) || sign === '') return items;
  const wanted = { People: '@', Views: '#' }[label] ?? '>';
  if (wanted !== sign) return [];
  const rest = text.slice(1).trim().toLocaleLowerCase();
  return items
    .filter(
      ({ label: words, keywords = '' }) =>
        sign === '@' || `${words} ${keywords}`.toLocaleLowerCase().includes(rest),
    )
    .map((item) => ({ ...item, keywords: text }));
}

/** The application has found them; the typed text as a keyword keeps them past the filter. */
function personItem(row: AccountRow, text: string, open: (id: number) => void): PaletteItem {
  return {
    id: `person.${row.id}`,
    label: showTurns(row.name === '' ? row.username : `${row.name} (${row.username})`),
    detail: showTurns(
      row.state === 'active' ? row.email : `${row.email} · ${STATE_WORDS[row.state]}`,
    ),
    keywords: text,
    onSelect: () => open(row.id),
  };
}
