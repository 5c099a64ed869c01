/** What these keys do in every list, field and dialog, with any modifier. */
const IN_EVERY_PROGRAM: Readonly<Record<string, string>> = {
  Tab: 'goes to the next field or button',
  Enter: 'opens, presses what has the focus and sends a form',
  Escape: 'closes and leaves',
  Space: 'presses what has the focus',
  ArrowUp: 'moves in lists and text',
  ArrowDown: 'moves in lists and text',
  ArrowLeft: 'moves in lists and text',
  ArrowRight: 'moves in lists and text',
  Home: 'moves in lists and text',
  End: 'moves in lists and text',
  PageUp: 'moves in lists',
  PageDown: 'moves in lists',
};

/** With Mod, for text: select all, copy, paste, cut, redo, undo. */
const FOR_TEXT = new Set('ACVXYZ');
/** With Mod, and with Mod and Shift: find, print, close, open, zoom and the like. */
const FOR_WINDOWS = new Set('DFGHJLMNOPQRTUW0123456789-=,');
const FOR_WINDOWS_WITH_SHIFT = new Set('BCDIJMNOPQRTW');
/** Cut and paste, as before there was Mod. */
const FOR_TEXT_WITH_SHIFT = new Set(['Shift+Delete', 'Shift+Insert']);
const FUNCTION_KEYS = new Set(['F1', 'F3', 'F5', 'F6', 'F7', 'F10', 'F11', 'F12']);

/**
 * Why a key can’t be given to an action: text fields, dialogs, browsers and systems need it.
 *
 * @param keys One chord, or two in turn.
 * @returns A sentence, or undefined when it is free.
 */
export function whyReserved(keys: string): string | undefined {
  const chords = keys.split(' ');
  if (chords.length === 2 && chords.some((chord) => /^(?:Mod|Alt)\+/.test(chord))) {
    return 'Two in turn can only be keys without Ctrl, Command or Alt.';
  }
  return chords.map(whyChordReserved).find((reason) => reason !== undefined);
}

function whyChordReserved(chord: string): string | undefined {
  const parts = chord.split('+');
  const key = parts.at(-1) ?? '';
  const inEvery = IN_EVERY_PROGRAM[key];
  if (inEvery !== undefined) return `${key} ${inEvery} and can’t mean anything else.`;
  if (parts.includes('Alt')) return 'Alt opens menus, and types signs on a Mac.';
  if (FUNCTION_KEYS.has(key)) return `Browsers and systems need ${key}.`;
  if (FOR_TEXT_WITH_SHIFT.has(chord)) return 'Text fields need it: it cuts or pastes.';
  if (!parts.includes('Mod')) return undefined;
  if (/^\p{L}$/u.test(key) && !/^[A-Z]$/.test(key)) {
    return 'With Ctrl or Command, letters beyond A to Z copy, paste or close where they are typed.';
  }
  if (FOR_TEXT.has(key) && !(parts.includes('Shift') && 'CXY'.includes(key))) {
    return 'Text fields need it: it copies, pastes, selects or undoes.';
  }
  const taken = parts.includes('Shift') ? FOR_WINDOWS_WITH_SHIFT : FOR_WINDOWS;
  const isNamed = key.length > 1;
  return taken.has(key) || isNamed ? 'Text fields, browsers or systems need it.' : undefined;
}
