import { MAIL_FILTERS } from '../../../shared/mail-words.ts';
import type { SignalCounts } from '../../../shared/contract/registrations.ts';
import { SIGNAL_VALUES } from '../../../shared/people-operators.ts';
import { parsePeopleQuery } from '../../../shared/people-query.ts';
import type { MenuEntry } from '../../ui/menu.tsx';
import { isOn, pressed, type QueryChip } from './query-chips.ts';
import { SIGNAL_WORDS } from './signal-words.ts';
import { STATE_WORDS } from './state-words.ts';

export type PeopleList = 'accounts' | 'registrations';

/** What a list of people can be narrowed by, as a menu; each choice is a term of the one query language. */
interface PeopleFilter {
  /** As the column is called, where there is one. */
  readonly label: string;
  /** Where it makes sense; in both without. */
  readonly list?: PeopleList | undefined;
  /** The columns that show what it is about. */
  readonly columns: readonly string[];
  readonly choices: readonly QueryChip[];
  /** Its choices go together, and don't take each other's place. */
  readonly together?: boolean | undefined;
}

const part = (label: string, text: string): QueryChip => ({ label, part: text });
const spans = (operator: string) => [
  part('Today', `${operator}:today`),
  part('Yesterday', `${operator}:yesterday`),
  part('In the last 7 days', `${operator}:<7d`),
  part('In the last 30 days', `${operator}:<30d`),
  part('More than 90 days ago', `${operator}:>90d`),
];
const WAITING = [
  part(STATE_WORDS.pending, 'is:pending'),
  part(STATE_WORDS['to-approve'], 'is:to-approve'),
  part(STATE_WORDS.expired, 'is:expired'),
];
const MAILS = (['failed', 'held', 'waiting', 'sent', 'captured', 'cancelled', 'none'] as const).map(
  (fate) => part(MAIL_FILTERS[fate][0], `mail:${fate}`),
);

/** What each signal is narrowed to by. */
export const SIGNALS = SIGNAL_VALUES.map((value) => ({
  ...part(SIGNAL_WORDS[value], `signal:${value}`),
  value,
}));

const FILTERS: readonly PeopleFilter[] = [
  {
    label: 'State',
    list: 'accounts',
    columns: ['state'],
    choices: [
      part(STATE_WORDS.active, 'is:active'),
      ...WAITING,
      part(STATE_WORDS.inactive, 'is:inactive'),
    ],
  },
  { label: 'Approval', list: 'registrations', columns: ['stage'], choices: WAITING },
  { label: 'Joined', list: 'accounts', columns: ['dateJoined'], choices: spans('joined') },
  { label: 'Signed up', list: 'registrations', columns: ['signedUpAt'], choices: spans('joined') },
  {
    label: 'Last sign-in',
    list: 'accounts',
    columns: ['lastLogin'],
    choices: [part('Never', 'last:never'), ...spans('last')],
  },
  {
    label: 'Link ends',
    columns: ['expiresAt'],
    choices: [part('Within a day', 'expires:<1d'), part('Within 2 days', 'expires:<2d')],
  },
  {
    label: 'Activation mail',
    list: 'accounts',
    columns: [],
    choices: MAILS,
  },
  { label: 'Mail', list: 'registrations', columns: ['mail'], choices: MAILS },
  {
    label: 'Role',
    list: 'accounts',
    columns: ['role'],
    choices: [part('Staff', 'is:staff'), part('Superuser', 'is:superuser')],
    together: true,
  },
  {
    label: 'Signals',
    list: 'registrations',
    columns: ['signals'],
    choices: SIGNALS,
  },
  {
    label: 'Noticed',
    columns: [],
    choices: [part('Address of somebody else too', 'dup:yes'), part('Has a note', 'has:note')],
    together: true,
  },
];

/** Operators that a text is typed behind. */
const TYPED = [
  ['Mail domain…', 'domain:'],
  ['Network of the sign-up…', 'network:'],
] as const;

interface Written {
  readonly text: string;
  /** How many each signal would leave, where that is known. */
  readonly signals?: SignalCounts | undefined;
  readonly onText: (text: string) => void;
}

/**
 * All filters of a list.
 *
 * @param groups The names of those that people can be in.
 * @param onTyped After an operator was written that waits for its value.
 */
export function filterEntries(
  list: PeopleList,
  groups: readonly string[],
  written: Written,
  onTyped: () => void,
): readonly MenuEntry[] {
  // The query language has no way to write a quotation mark.
  const groupChoices = groups
    .filter((name) => !name.includes('"'))
    .map((name) => part(name, `group:"${name}"`));
  const inGroup: PeopleFilter = {
    label: 'Group',
    columns: [],
    choices: groupChoices,
  };
  const filters = [...filtersOf(list), ...(groupChoices.length > 0 ? [inGroup] : [])];
  return [
    ...filters.map((filter) => ({ label: filter.label, items: choiceEntries(filter, written) })),
    'separator',
    ...TYPED.map(([label, operator]) => ({
      label,
      onSelect: () => {
        written.onText(`${written.text.trim()} ${operator}`.trim());
        onTyped();
      },
    })),
  ];
}

/** What the values of one column can be narrowed by. */
export function columnFilterEntries(
  list: PeopleList,
  column: string,
  written: Written,
): readonly MenuEntry[] {
  return filtersOf(list)
    .filter(({ columns }) => columns.includes(column))
    .flatMap((filter) => [{ heading: 'Only' }, ...choiceEntries(filter, written)]);
}

function filtersOf(list: PeopleList): readonly PeopleFilter[] {
  return FILTERS.filter((filter) => filter.list === undefined || filter.list === list);
}

function choiceEntries(
  { choices, together = false }: PeopleFilter,
  { text, onText, signals }: Written,
): readonly MenuEntry[] {
  const query = parsePeopleQuery(text);
  return choices.map((choice) => ({
    label: choice.label,
    count: countOf(choice, signals),
    checked: isOn(query, choice),
    onSelect: () => onText(pressed(text, choice, together ? [choice] : choices)),
  }));
}

function countOf(choice: QueryChip, counts: SignalCounts | undefined): number | undefined {
  const signal = SIGNALS.find((each) => each === choice);
  return signal && counts?.[signal.value];
}
