import { extname } from 'node:path';

/**
 * The file that a thread begins with: sources and built files lie side by side, each with their
 * own ending.
 *
 * @param name Path without the ending, from the file that asks.
 * @param from `import.meta.url` of the file that asks.
 */
export function threadEntry(name: string, from: string): URL {
  return new URL(`${name}${extname(from)}`, from);
}
