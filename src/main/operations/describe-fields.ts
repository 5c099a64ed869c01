import type { FieldChange } from '../../shared/contract/operations.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Row } from './recorded-tables.ts';
import { isSecretColumn } from './secret-columns.ts';

/** Columns that say nothing to a reader: keys and bookkeeping. */
const SILENT_COLUMNS = new Set(['id', 'user_id', 'reissued_at', 'key_hash', 'auth_tag']);

const LABELS: Readonly<Record<string, string>> = {
  username: 'user name',
  first_name: 'first name',
  last_name: 'last name',
  email: 'e-mail address',
  is_active: 'active',
  is_staff: 'staff',
  is_superuser: 'superuser',
  last_login: 'last sign-in',
  date_joined: 'signed up',
  activated: 'confirmed',
  activation_key: 'activation link',
  password: 'password',
  name: 'name',
  domain: 'domain',
  value: 'value',
};

/** What changed in a row, in words and without secrets. */
export function describeFields(before: Row | null, after: Row | null): FieldChange[] {
  const columns = new Set([...Object.keys(before ?? {}), ...Object.keys(after ?? {})]);
  return [...columns]
    .filter((column) => !SILENT_COLUMNS.has(column))
    .map((column) => ({
      field: LABELS[column] ?? column.replaceAll('_', ' '),
      before: show(column, before),
      after: show(column, after),
      isTime: isTime(column, before, after),
    }))
    .filter(({ before: old, after: next }) => Boolean(old) || Boolean(next));
}

/** When something was: every other column with a time is named for it. */
const TIMES = new Set(['date_joined', 'last_login']);

function isTimeColumn(column: string): boolean {
  return TIMES.has(column) || column.endsWith('_at');
}

/** Said by the column, since a name may look like an instant; and what is no time is shown as it is. */
function isTime(column: string, ...rows: readonly (Row | null)[]): true | undefined {
  if (!isTimeColumn(column)) return undefined;
  const values = rows.map((row) => row?.[column] ?? '').filter((value) => value !== '');
  return values.every((value) => parseDjangoDatetime(value) !== null) || undefined;
}

/** @returns Null without a row, a time as an instant where it is one. */
function show(column: string, row: Row | null): string | null {
  if (row === null) return null;
  const value = row[column];
  if (value === undefined || value === null) return '';
  if (isSecretColumn(column)) return '••••••';
  if (column.startsWith('is_') || column === 'activated') return value === 1 ? 'yes' : 'no';
  const instant = isTimeColumn(column) ? parseDjangoDatetime(value)?.toISOString() : undefined;
  return instant ?? String(value);
}
