type Press = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/**
 * Whether a press is one chord of a key description: `Mod+K`, `Delete`, `a`, `?`. Mod is Ctrl, or
 * Command on a Mac. Shift counts for letters and named keys only: other signs may need it.
 */
export function isChord(chord: string, press: Press): boolean {
  const parts = chord.split('+');
  const key = parts.at(-1) ?? '';
  const typed = press.key === ' ' ? 'Space' : press.key;
  if (typed.toLowerCase() !== key.toLowerCase()) return false;
  if (parts.includes('Mod') !== (press.ctrlKey || press.metaKey)) return false;
  if (parts.includes('Alt') !== press.altKey) return false;
  const shiftCounts = key.length > 1 || key.toLowerCase() !== key.toUpperCase();
  return !shiftCounts || parts.includes('Shift') === press.shiftKey;
}

/** Whether a key description is a bare sign, also with Shift, which WCAG 2.1.4 wants to be switched off. */
export function isBareSign(keys: string): boolean {
  return keys.split(' ').every((chord) => chord.replace(/^Shift\+/, '').length === 1);
}
