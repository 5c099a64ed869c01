import { rm } from 'node:fs/promises';

import { onTestFinished } from 'vitest';

import { newFolder } from './new-folder.ts';

/** A folder of the test's own, removed when the test has ended. */
export async function temporaryDirectory(place?: string): Promise<string> {
  const directory = await newFolder('test', place);
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}
