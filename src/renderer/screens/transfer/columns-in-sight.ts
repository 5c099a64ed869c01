import type { ExportColumn } from '../../../shared/contract/transfer.ts';
import type { PeopleList } from '../../app/people/people-filters.ts';

/** What of a file tells what a column of Users or Pending does. */
const TOLD_BY: Readonly<Record<string, readonly ExportColumn[]>> = {
  username: ['username'],
  name: ['first_name', 'last_name'],
  email: ['email'],
  state: ['state'],
  role: ['is_staff', 'is_superuser'],
  dateJoined: ['date_joined'],
  lastLogin: ['last_login'],
  signedUpAt: ['date_joined'],
  expiresAt: ['link_ends'],
  mail: ['activation_mail'],
  stage: ['state'],
  joinReason: ['join_reason'],
};

/** Pending has the name of somebody beside the user name. */
const PERSON: readonly ExportColumn[] = ['username', 'first_name', 'last_name'];

/** Of Users all that an account has, so that an import can take the file; of Pending what it shows. */
const AT_FIRST: Readonly<Record<PeopleList, readonly ExportColumn[]>> = {
  accounts: [
    'id',
    'username',
    'email',
    'first_name',
    'last_name',
    'state',
    'is_active',
    'is_staff',
    'is_superuser',
    'date_joined',
    'last_login',
    'groups',
  ],
  registrations: [
    'id',
    'username',
    'email',
    'first_name',
    'last_name',
    'state',
    'date_joined',
    'link_ends',
    'activation_mail',
  ],
};

/**
 * The columns of a file that a list suggests.
 * @param arranged Ids of the list's columns as somebody chose them; null where nobody did.
 */
export function columnsInSight(
  list: PeopleList,
  arranged: readonly string[] | null,
): ReadonlySet<ExportColumn> {
  const told = (arranged ?? []).flatMap((id) =>
    list === 'registrations' && id === 'username' ? PERSON : (TOLD_BY[id] ?? []),
  );
  return new Set(told.length > 0 ? told : AT_FIRST[list]);
}
