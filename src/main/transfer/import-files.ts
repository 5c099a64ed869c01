import { appendFile, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { MAX_IMPORT_FILE_BYTES } from '../../shared/contract/transfer.ts';
import { describeSize } from '../../shared/describe-size.ts';
import { RefusedError } from '../../shared/errors.ts';
import { createEncodingGuess, type TextEncoding } from './text-encoding.ts';

/** A file that has come, or is still coming. */
export interface ImportFile {
  readonly filename: string;
  /** Where its bytes are. */
  readonly path: string;
  readonly bytes: number;
  readonly encoding: TextEncoding;
}

/** Files to import people from. They hold stored passwords: nobody but their owner reads them. */
export interface ImportFiles {
  start(filename: string): Promise<string>;
  append(id: string, bytes: Buffer): Promise<void>;
  /** @throws RefusedError `not-found` for one that is no longer kept, `invalid-input` for no text. */
  file(id: string): ImportFile;
  discard(id: string): Promise<void>;
  /** Forgets all of them. */
  clear(): Promise<void>;
}

/** How many are kept, the newest. */
const MOST = 2;

/** Keeps them in a folder of their own, only while the application runs: it starts empty. */
export async function openImportFiles(
  folder: string,
  randomBytes: (size: number) => Buffer,
): Promise<ImportFiles> {
  await rm(folder, { recursive: true, force: true });
  const kept = new Map<
    string,
    Omit<ImportFile, 'encoding'> & { readonly guess: ReturnType<typeof createEncodingGuess> }
  >();

  const find = (id: string) => {
    const found = kept.get(id);
    if (found) return found;
    throw new RefusedError({
      code: 'not-found',
      message: 'This file is no longer kept. Nothing was changed.',
      advice: 'Choose it again.',
    });
  };
  const discard = async (id: string): Promise<void> => {
    const found = kept.get(id);
    kept.delete(id);
    if (!found) return;
    for (const path of [found.path, reportPath(found, 'check'), reportPath(found, 'run')]) {
      await rm(path, { force: true });
    }
  };

  return {
    async start(filename) {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const id = randomBytes(12).toString('hex');
      const path = join(folder, id);
      await (await open(path, 'w', 0o600)).close();
      const guess = createEncodingGuess();
      kept.set(id, { filename, path, bytes: 0, guess });
      const [oldest] = kept.keys();
      if (kept.size > MOST && oldest !== undefined) await discard(oldest);
      return id;
    },
    async append(id, bytes) {
      const found = find(id);
      if (found.bytes + bytes.length > MAX_IMPORT_FILE_BYTES) {
        await discard(id);
        throw new RefusedError({
          code: 'invalid-input',
          message: `The file has more than ${describeSize(MAX_IMPORT_FILE_BYTES)}. Nothing was changed.`,
          advice: 'Split it into several files, and import one after the other.',
        });
      }
      found.guess.feed(bytes);
      kept.set(id, { ...found, bytes: found.bytes + bytes.length });
      await appendFile(found.path, bytes);
    },
    file(id) {
      const { guess, ...rest } = find(id);
      const encoding = guess.guess();
      if (encoding !== null) return { ...rest, encoding };
      throw new RefusedError({
        code: 'invalid-input',
        message: `${rest.filename} is no text: nobody can be read from it.`,
        advice:
          'Nothing was changed. Open it in its own program, save it as CSV and choose that file.',
      });
    },
    discard,
    async clear() {
      kept.clear();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Which pass over a file refused rows: the one that only looks, or the one that imports. */
export type Pass = 'check' | 'run';

/** Where the rows that a pass refuses are written; the other's stay readable meanwhile. */
export function reportPath({ path }: Pick<ImportFile, 'path'>, pass: Pass): string {
  return `${path}.${pass}`;
}

/** The report of refused rows. */
export function readReport(file: ImportFile, pass: Pass): Promise<Buffer> {
  return readFile(reportPath(file, pass));
}
