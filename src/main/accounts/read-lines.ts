import { readFile } from 'node:fs/promises';

/** Reads a list that is shipped as a text file, one entry a line, without blanks around it. */
export async function readLines(file: URL): Promise<ReadonlySet<string>> {
  const text = await readFile(file, 'utf8');
  return new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  );
}
