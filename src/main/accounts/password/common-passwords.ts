import { readFile } from 'node:fs/promises';

/** Reads Django's list of common passwords, one a line, in lower case. */
export async function loadCommonPasswords(file: URL | string): Promise<ReadonlySet<string>> {
  const text = await readFile(file, 'utf8');
  return new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter(Boolean),
  );
}
