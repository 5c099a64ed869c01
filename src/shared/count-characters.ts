/**
 * How many characters a text has, as Python's `len` and so Django's limits count them: code points,
 * without making a list of them, which a hostile text would make long.
 */
export function countCharacters(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; count += 1)
    at += (text.codePointAt(at) ?? 0) > 0xff_ff ? 2 : 1;
  return count;
}

/** Django's message (MaxLengthValidator) where a text has more than so many characters, or null. */
export function lengthFault(text: string, most: number): string | null {
  const length = countCharacters(text);
  return length > most
    ? `Ensure this value has at most ${most} characters (it has ${length}).`
    : null;
}
