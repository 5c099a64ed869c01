/** Columns whose values never leave the application: not to a screen, the log or an export. */
const SECRET_COLUMNS = new Set(['password', 'activation_key', 'key_hash', 'auth_tag', 'sealed']);

/** Tables of a site's own apps may hold more; better one column hidden too many than one too few. */
const SOUNDS_SECRET = /passw|secret|token|otp|hash|private|salt|signature|api_?key/i;

/** Whether a column's values are kept inside (security case 31; Django's CVE-2018-16984). */
export function isSecretColumn(column: string): boolean {
  return SECRET_COLUMNS.has(column) || SOUNDS_SECRET.test(column);
}
