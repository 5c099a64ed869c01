/** Characters of a line from which on a browser takes seconds to find the direction of each row of it. */
const MANY = 100_000;

/** Whether a line of a text is so long that it must be shown without a direction of its own. */
export function hasLongLine(text: string): boolean {
  return text.length >= MANY && text.split('\n').some(({ length }) => length >= MANY);
}
