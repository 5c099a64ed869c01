import { countCharacters } from '../../shared/count-characters.ts';
import type { ImportField, ImportPlan, ImportProblem } from '../../shared/contract/transfer.ts';
import { NAME_MAX_LENGTH } from '../accounts/editable-account.ts';
import { checkEmailAddress, EMAIL_INVALID } from '../accounts/email-address.ts';
import { type EncodedForm, recogniseEncoded } from '../accounts/password/encoded-form.ts';
import { isReservedUsername } from '../accounts/reserved-names.ts';
import { checkUsername, USERNAME_INVALID } from '../accounts/username.ts';
import { readList } from '../csv/list-cell.ts';
import { BOOLEANS_KNOWN, INSTANTS_KNOWN, readBoolean, readInstant } from './import-values.ts';
import { NAMELESS_GROUP } from './json-reader.ts';
import type { SourceRow } from './source-rows.ts';

/** The columns have the console's names, and Django's words are about a form. */
const WORDS = new Map([
  ['This field is required.', 'The cell is empty.'],
  [USERNAME_INVALID, 'A user name has only letters, numbers and @ . + - _ in it.'],
  [EMAIL_INVALID, 'This is no e-mail address.'],
]);

/** An account that a row asks for. */
export interface PlannedAccount {
  readonly row: SourceRow;
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly state: 'active' | 'pending' | 'inactive';
  readonly isStaff: boolean;
  readonly isSuperuser: boolean;
  /** As stored elsewhere; null comes without one. */
  readonly password: { readonly encoded: string; readonly form: EncodedForm } | null;
  /** In Django's form; null is now, and never. */
  readonly dateJoined: string | null;
  readonly lastLogin: string | null;
  readonly groupIds: readonly number[];
}

/** A row that becomes no account, with all that is wrong with it. */
export interface RefusedRow {
  readonly row: SourceRow;
  readonly problems: readonly ImportProblem[];
}

export interface RowRules {
  readonly plan: ImportPlan;
  /** Ids of groups by their name, and by it in lower case. */
  readonly groups: ReadonlyMap<string, number>;
}

/** Judges a row by itself: what needs other rows or the database is asked later. */
export function planRow(row: SourceRow, { plan, groups }: RowRules): PlannedAccount | RefusedRow {
  const problems: ImportProblem[] = [];
  const cell = (field: ImportField): string => {
    const column = plan.mapping.indexOf(field);
    return column === -1 ? '' : (row.cells[column] ?? '').trim().toWellFormed();
  };
  const refuse = (field: ImportField, reason: string): void => {
    const value = field === 'password' ? '' : cell(field).slice(0, 200);
    problems.push({ row: row.number, field, value, reason: WORDS.get(reason) ?? reason });
  };

  const nameField = plan.mapping.includes('username') ? 'username' : 'email';
  const username = checkUsername(cell(nameField));
  if (!username.ok) refuse(nameField, username.message);
  else if (isReservedUsername(username.username)) {
    refuse(nameField, 'The name is reserved: it passes for the site itself.');
  }
  const typed = cell('email');
  const email = typed === '' ? null : checkEmailAddress(typed);
  if (email?.ok === false) refuse('email', email.message);

  const isActive = flag('is_active', true);
  const state =
    plan.start === 'file' ? (isActive ? ('active' as const) : ('inactive' as const)) : plan.start;
  if (state === 'pending' && typed === '') refuse('email', 'An activation mail needs an address.');

  const encoded = cell('password');
  const form = recogniseEncoded(encoded);
  if (encoded !== '' && !encoded.startsWith('!') && !form && plan.unknownHash === 'refuse') {
    refuse('password', 'The password is not stored in a form that Django knows.');
  }
  const [firstName, lastName] = names();
  const dateJoined = instant('date_joined');
  const lastLogin = instant('last_login');
  const groupIds = groupsOf(cell('groups'));
  const isStaff = flag('is_staff', false);
  const isSuperuser = flag('is_superuser', false);
  if (!username.ok || email?.ok === false || problems.length > 0) return { row, problems };
  return {
    row,
    username: username.username,
    email: email?.address ?? '',
    firstName,
    lastName,
    state,
    isStaff,
    isSuperuser,
    password: form && { encoded, form },
    dateJoined,
    lastLogin,
    groupIds,
  };

  function flag(field: 'is_active' | 'is_staff' | 'is_superuser', missing: boolean): boolean {
    if (cell(field) === '') return missing;
    const value = readBoolean(cell(field));
    if (value === null)
      refuse(field, `This is neither yes nor no. Understood are ${BOOLEANS_KNOWN}.`);
    return value ?? missing;
  }

  function instant(field: 'date_joined' | 'last_login'): string | null {
    if (cell(field) === '') return null;
    const value = readInstant(cell(field), plan.dateOrder);
    if (value === null)
      refuse(field, `This is no date and time. Understood are ${INSTANTS_KNOWN}.`);
    if (value === 'no-such-day') refuse(field, 'The calendar has no such day.');
    if (value === 'ambiguous')
      refuse(field, 'Say at the columns whether the day or the month is first.');
    return value;
  }

  function names(): readonly [string, string] {
    const whole = cell('full_name');
    const cut = whole.lastIndexOf(' ');
    const parts = [
      ['first_name', cell('first_name') || (cut === -1 ? whole : whole.slice(0, cut)).trim()],
      ['last_name', cell('last_name') || (cut === -1 ? '' : whole.slice(cut + 1))],
    ] as const;
    for (const [field, text] of parts) {
      if (countCharacters(text) > NAME_MAX_LENGTH) {
        refuse(field, `The name has more than ${NAME_MAX_LENGTH} characters.`);
      } else if (/\p{Cc}/u.test(text)) refuse(field, 'Control characters are not allowed.');
    }
    return [parts[0][1], parts[1][1]];
  }

  function idOf(group: string): number | undefined {
    return groups.get(group) ?? groups.get(group.toLowerCase());
  }

  function groupsOf(text: string): readonly number[] {
    const ids = new Map(readList(text).map((name) => [name, idOf(name)]));
    const whole = idOf(text);
    // One name as it is, with commas in it.
    if (whole !== undefined && [...ids.values()].includes(undefined)) return [whole];
    for (const [name, id] of ids) if (id === undefined) refuse('groups', missing(name));
    return [...new Set(ids.values())].filter((id) => id !== undefined);
  }
}

function missing(group: string): string {
  return group.startsWith(NAMELESS_GROUP)
    ? 'The file tells this group by its number, and not what it is called. Let dumpdata write auth.group too, or names, with --natural-foreign.'
    : `There is no group “${group.slice(0, 80)}”.`;
}

/** Whether a row becomes no account. */
export function isRefused(judged: PlannedAccount | RefusedRow): judged is RefusedRow {
  return 'problems' in judged;
}
