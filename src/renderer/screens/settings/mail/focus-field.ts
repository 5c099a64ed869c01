/**
 * Puts the focus into a field of the mail settings, also where it is folded away.
 *
 * @returns Whether it is there.
 */
export function focusField(name: string): boolean {
  const [field] = document.getElementsByName(name);
  if (field === undefined) return false;
  const folded = field.closest('details');
  if (folded !== null) folded.open = true;
  field.focus();
  return true;
}
