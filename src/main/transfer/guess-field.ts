import type { ImportField } from '../../shared/contract/transfer.ts';

/**
 * What columns are called in exports of Django, WordPress, Keycloak, Discourse and spreadsheets,
 * in lower case with letters and digits only.
 */
const NAMES: Readonly<Record<ImportField, string>> = {
  username:
    'username userlogin login user nickname handle accountname benutzername utilisateur usuario',
  email: 'email emailaddress useremail mail emails primaryemail',
  password: 'password passwordhash userpass hash hashedpassword encryptedpassword passwd',
  first_name: 'firstname givenname forename first vorname prenom nombre',
  last_name: 'lastname surname familyname last nachname nom apellido',
  full_name: 'name fullname displayname realname',
  is_active: 'isactive active enabled activated approved',
  is_staff: 'isstaff staff moderator',
  is_superuser: 'issuperuser superuser isadmin admin administrator',
  date_joined:
    'datejoined joined created createdat createdtimestamp userregistered registered registeredat registrationdate signedup',
  last_login: 'lastlogin lastloginat lastsignin lastsigninat lastseen currentsigninat',
  groups: 'groups group roles role groupnames',
};

const FIELDS = new Map(
  Object.entries(NAMES).flatMap(([field, names]) =>
    names.split(' ').map((name) => [name, field as ImportField] as const),
  ),
);

/** What the columns of a file are probably meant for, each field once. */
export function guessFields(columns: readonly string[]): (ImportField | null)[] {
  const taken = new Set<ImportField>();
  return columns.map((column) => {
    const field = FIELDS.get(column.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')) ?? null;
    if (field === null || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
}
