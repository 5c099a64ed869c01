/** A table whose rows an operation may change. */
export interface RecordedTable {
  readonly key: string;
  readonly keyType: 'number' | 'text';
  /** The column that says whose row it is; null when the caller says so, or it is nobody's. */
  readonly account: string | null;
}

/**
 * The tables that change only through an operation. Three exceptions are facts and no changes, of
 * which nothing is to be undone: when somebody last signed in (`auth_user.last_login`), the
 * sessions that begin, go on and end by themselves or with their account (`gatehouse_session`), and
 * the number of the last start (`lastStart` in `gatehouse_setting`).
 */
export const RECORDED_TABLES = {
  auth_user: { key: 'id', keyType: 'number', account: 'id' },
  auth_group: { key: 'id', keyType: 'number', account: null },
  auth_group_permissions: { key: 'id', keyType: 'number', account: null },
  auth_user_groups: { key: 'id', keyType: 'number', account: 'user_id' },
  auth_user_user_permissions: { key: 'id', keyType: 'number', account: 'user_id' },
  registration_registrationprofile: { key: 'id', keyType: 'number', account: 'user_id' },
  registration_supervisedregistrationprofile: {
    key: 'registrationprofile_ptr_id',
    keyType: 'number',
    account: null,
  },
  django_admin_log: { key: 'id', keyType: 'number', account: 'user_id' },
  django_site: { key: 'id', keyType: 'number', account: null },
  gatehouse_setting: { key: 'name', keyType: 'text', account: null },
  gatehouse_template: { key: 'name', keyType: 'text', account: null },
  gatehouse_registration: { key: 'user_id', keyType: 'number', account: 'user_id' },
  gatehouse_rejection: { key: 'id', keyType: 'number', account: null },
  gatehouse_invitation: { key: 'id', keyType: 'number', account: null },
  gatehouse_note: { key: 'id', keyType: 'number', account: 'account_id' },
  gatehouse_session: { key: 'id', keyType: 'number', account: 'user_id' },
  gatehouse_audit_link: { key: 'id', keyType: 'number', account: null },
} as const satisfies Readonly<Record<string, RecordedTable>>;

export type RecordedTableName = keyof typeof RECORDED_TABLES;

/** Values as SQLite keeps them in the recorded tables. */
export type Value = string | number | null;
export type Row = Readonly<Record<string, Value>>;
export type Key = string | number;

/** The columns that tell which row of a table it is, whose, and of an account what it is called. */
export function tellingColumns(table: RecordedTableName): readonly string[] {
  const { key, account } = RECORDED_TABLES[table];
  return [key, account ?? key, ...(table === 'auth_user' ? ['username'] : [])];
}
