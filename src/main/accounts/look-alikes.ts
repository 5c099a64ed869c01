/** Scripts in use today (UAX 31, table 5) and others with letters of Latin shape. */
const SCRIPTS = [
  'Arabic Armenian Bengali Bopomofo Canadian_Aboriginal Cherokee Coptic Cyrillic Deseret',
  'Devanagari Ethiopic Georgian Greek Gujarati Gurmukhi Han Hangul Hebrew Hiragana Kannada',
  'Katakana Khmer Lao Latin Lisu Malayalam Myanmar Oriya Sinhala Tamil Telugu Thaana Thai Tibetan',
]
  .flatMap((names) => names.split(' '))
  .map((name) => ({ name, letter: new RegExp(`\\p{Script=${name}}`, 'u') }));

/** Scripts that are written together: Japanese, Chinese and Korean, each with Latin. */
const WRITTEN_TOGETHER = [
  ['Latin', 'Han', 'Hiragana', 'Katakana'],
  ['Latin', 'Han', 'Bopomofo'],
  ['Latin', 'Han', 'Hangul'],
];

/**
 * Whether a name mixes scripts that nobody writes together, as `pаypal` with a Cyrillic `а` does:
 * more than UTS 39 calls highly restrictive. A name in one script passes, whichever it is.
 * @param name In NFKC, as checkUsername gives it.
 */
export function mixesScripts(name: string): boolean {
  const found = SCRIPTS.filter(({ letter }) => letter.test(name));
  return (
    found.length > 1 &&
    !WRITTEN_TOGETHER.some((together) => found.every((script) => together.includes(script.name)))
  );
}

/** Each Latin letter, and behind it the Latin, Cyrillic, Greek and Armenian ones of its shape. */
const LOOK_ALIKES = new Map(
  [
    'aɑАаΑα bВвΒβ cСс dԁ eЕеΕε gɡց hҺһНнΗհ iıІіΙι jЈј kКкΚκ lӀӏ mМмΜ nпΝηոռ oОоΟοσՕօ pРрΡρ',
    'qԚԛԳգ rг sЅѕՏ tТтΤτ uυμՍս vѴѵν wԜԝѡωա xХхΧχ yУуΥγ zΖζ',
  ]
    .flatMap((letters) => letters.split(' '))
    .flatMap(([latin = '', ...shapes]) => shapes.map((shape) => [shape, latin] as const)),
);

/** A name with its look-alikes as the Latin letters they pass for (UTS 39's skeleton, in small). */
export function foldLookAlikes(name: string): string {
  return name.replaceAll(/\P{ASCII}/gu, (letter) => LOOK_ALIKES.get(letter) ?? letter);
}

/** A Latin letter and the letters of its shape; any other sign alone. */
export function lookAlikesOf(letter: string): readonly string[] {
  const shapes = [...LOOK_ALIKES].filter(([, latin]) => latin === letter).map(([shape]) => shape);
  return [letter, ...shapes];
}
