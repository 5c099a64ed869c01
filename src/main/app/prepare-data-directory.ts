import { mkdir } from 'node:fs/promises';

import { DataDirectoryError } from '../db/lock-data-directory.ts';
import { DEMONSTRATION, prepareDemo } from '../demo/fill-demo.ts';
import type { StartOptions } from './start-options.ts';

/**
 * Makes the data folder, and fills it once when it is to be a demonstration.
 *
 * @returns The demonstration's sign-in, or null in earnest.
 * @throws DataDirectoryError when the folder can't be made.
 */
export async function prepareDataDirectory(
  { dataDirectory, demo }: Pick<StartOptions, 'dataDirectory' | 'demo'>,
  given: {
    readonly resources: URL;
    readonly now: () => Date;
    readonly randomBytes: (size: number) => Buffer;
  },
): Promise<{ readonly username: string; readonly password: string } | null> {
  try {
    await mkdir(dataDirectory, { recursive: true, mode: 0o700 });
  } catch (error) {
    throw new DataDirectoryError(
      `The data folder ${dataDirectory} can’t be made. Check its permissions, or choose another one with --data-dir.`,
      { cause: error },
    );
  }
  if (!demo) return null;
  await prepareDemo({ dataDirectory, ...given });
  return DEMONSTRATION;
}
