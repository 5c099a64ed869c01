import type { ImportField } from '../../shared/contract/transfer.ts';
import { lookLikeAddresses } from '../../shared/look-like-addresses.ts';

/**
 * What columns are called in exports of Django, WordPress, Keycloak, Discourse and spreadsheets in
 * English, German, French and Spanish: in lower case with letters and digits only, no accents.
 */
const NAMES: Readonly<Record<ImportField, string>> = {
  username:
    'username userlogin login user nickname handle accountname benutzername nomdutilisateur utilisateur nombredeusuario usuario',
  email:
    'email emailaddress useremail mail mailaddress emails primaryemail emailadresse mailadresse adresseemail adressemail adresseelectronique courriel correo correoelectronico',
  password: 'password passwordhash userpass hash hashedpassword encryptedpassword passwd',
  first_name: 'firstname givenname forename first vorname prenom nombre',
  last_name:
    'lastname surname familyname last nachname familienname nom nomdefamille apellido apellidos',
  full_name: 'name fullname displayname realname nomcomplet nombrecompleto',
  is_active: 'isactive active enabled activated approved aktiv actif activo',
  is_staff: 'isstaff staff moderator',
  is_superuser: 'issuperuser superuser isadmin admin administrator',
  date_joined:
    'datejoined joined created createdat createdtimestamp userregistered registered registeredat registrationdate signedup beitritt beitrittsdatum registriert registriertam dateinscription fechaderegistro',
  last_login:
    'lastlogin lastloginat lastsignin lastsigninat lastseen currentsigninat letzteanmeldung derniereconnexion ultimoacceso',
  groups: 'groups group roles role groupnames gruppen gruppe groupes groupe grupos grupo',
};

const FIELDS = new Map(
  Object.entries(NAMES).flatMap(([field, names]) =>
    names.split(' ').map((name) => [name, field as ImportField] as const),
  ),
);

/**
 * What the columns of a file are probably meant for, each field once. Where none is called so, the
 * first unknown column of e-mail addresses is the address.
 * @param samples The first values of each column.
 */
export function guessFields(
  columns: readonly string[],
  samples: readonly (readonly string[])[],
): (ImportField | null)[] {
  const taken = new Set<ImportField>();
  const guesses = columns.map((column) => {
    const field = fieldCalled(column);
    if (field === null || taken.has(field)) return null;
    taken.add(field);
    return field;
  });
  const addresses = guesses.findIndex(
    (guess, column) => guess === null && areOwnAddresses(samples[column] ?? []),
  );
  if (taken.has('email') || addresses === -1) return guesses;
  return guesses.with(addresses, 'email');
}

/** One address of several people is somebody else's: who invited them, their firm's. */
function areOwnAddresses(values: readonly string[]): boolean {
  const different = new Set(values.map((value) => value.trim().toLowerCase()));
  return different.size === values.length && lookLikeAddresses(values);
}

/** What a column is meant for by its name alone. */
export function fieldCalled(column: string): ImportField | null {
  const bare = column.normalize('NFD').toLowerCase();
  return FIELDS.get(bare.replaceAll(/[^\p{L}\p{N}]/gu, '')) ?? null;
}
