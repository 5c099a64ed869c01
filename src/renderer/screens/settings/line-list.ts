interface Line {
  readonly text: string;
  /** Counted from 1, as a person does. */
  readonly number: number;
}

/** The lines of a text area that say something. */
function filledLines(text: string): readonly Line[] {
  return text
    .split('\n')
    .map((line, index) => ({ text: line.trim(), number: index + 1 }))
    .filter((line) => line.text !== '');
}

/** A text with one item a line, as the list that is saved. */
export function listOf(text: string): readonly string[] {
  return filledLines(text).map((line) => line.text);
}

/** A list as a text with one item a line. */
export function textOf(list: readonly string[]): string {
  return list.join('\n');
}

/**
 * What is wrong with a list that was saved from a text, each with its line in the text:
 * "Line 4, “a b”: Enter a domain."
 */
export function lineErrors(
  text: string,
  field: string,
  errors: Readonly<Record<string, string>>,
): string | undefined {
  const ofLines = filledLines(text).flatMap((line, place) => {
    const error = errors[`${field}.${place}`];
    return error === undefined ? [] : `Line ${line.number}, “\u2068${line.text}\u2069”: ${error}`;
  });
  const all = [errors[field] ?? [], ofLines].flat();
  return all.length === 0 ? undefined : all.join(' ');
}
