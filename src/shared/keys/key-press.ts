/** What of a KeyboardEvent counts. */
export interface KeyPress {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly shiftKey: boolean;
}

/** What `key` says of keys whose own sign means something else in a description. */
const NAMES: Readonly<Record<string, string>> = { ' ': 'Space', '+': 'Plus' };
const MODIFIERS = new Set(['Control', 'Meta', 'Alt', 'AltGraph', 'Shift', 'CapsLock', 'Fn']);
const NAMED =
  'Space|Plus|Delete|Backspace|Insert|Enter|Escape|Tab|Home|End|PageUp|PageDown|Arrow(?:Up|Down|Left|Right)|F(?:[1-9]|1[0-2])';
const CHORD = new RegExp(String.raw`^(?:Mod\+)?(?:Alt\+)?(?:Shift\+)?(?:${NAMED}|[^\s+])$`, 'u');

/**
 * Whether a press is one chord of a key description: `Mod+K`, `Delete`, `a`, `?`. Mod is Ctrl, or
 * Command on a Mac. Shift counts for letters and named keys only: other signs may need it.
 */
export function isChord(chord: string, press: KeyPress): boolean {
  const parts = chord.split('+');
  const key = parts.at(-1) ?? '';
  const typed = NAMES[press.key] ?? press.key;
  if (typed.toLowerCase() !== key.toLowerCase()) return false;
  if (parts.includes('Mod') !== (press.ctrlKey || press.metaKey)) return false;
  if (parts.includes('Alt') !== press.altKey) return false;
  return !shiftCounts(key) || parts.includes('Shift') === press.shiftKey;
}

/** Whether a key description is a bare sign, also with Shift, which WCAG 2.1.4 wants to be switched off. */
export function isBareSign(keys: string): boolean {
  return keys.split(' ').every((chord) => {
    const key = chord.replace(/^Shift\+/, '');
    return key.length === 1 || key === 'Plus';
  });
}

/** Whether only a key is held that changes what others do. */
export function isModifier({ key }: Pick<KeyPress, 'key'>): boolean {
  return MODIFIERS.has(key);
}

/**
 * The description of a press, as `isChord` recognises it again.
 *
 * @returns null for what is no key of its own: a modifier, or a sign that is only half typed.
 */
export function chordOf(press: KeyPress): string | null {
  const key = NAMES[press.key] ?? press.key;
  if (isModifier(press)) return null;
  const held = [
    ...(press.ctrlKey || press.metaKey ? ['Mod'] : []),
    ...(press.altKey ? ['Alt'] : []),
    ...(press.shiftKey && shiftCounts(key) ? ['Shift'] : []),
  ];
  const isLetter = key.length === 1 && shiftCounts(key);
  const letter = held.length > 0 ? key.toUpperCase() : key.toLowerCase();
  const chord = [...held, isLetter ? letter : key].join('+');
  return CHORD.test(chord) ? chord : null;
}

/** Whether text describes one chord, or two in turn. */
export function areKeys(text: string): boolean {
  const chords = text.split(' ');
  return chords.length <= 2 && chords.every((chord) => CHORD.test(chord));
}

/** Whether a menu bar can listen for the chord itself, which takes no sign from text. */
export function isForMenuBar(chord: string): boolean {
  return /^Mod\+(?:Shift\+)?[A-Z0-9]$/.test(chord);
}

/** Whether a key is another one with Shift held: letters and named keys, since other signs may need it. */
export function shiftCounts(key: string): boolean {
  return key.length > 1 ? key !== 'Plus' : key.toLowerCase() !== key.toUpperCase();
}
