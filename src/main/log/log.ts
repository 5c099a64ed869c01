import { appendFileSync, existsSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { redact } from './redact.ts';

/** The log file's bound, in bytes; the file before it is kept as `gatehouse.log.1`. */
const MAX_BYTES = 5_000_000;
/** How far an error's causes are followed, which may go in a circle, and how many it may have at once. */
const DEEPEST = 5;
const MOST_ERRORS = 10;
/** How much of a text is kept, in characters, and what falls away with the rest: a secret cut in two. */
const LONGEST = 20_000;
const LONGEST_SECRET = 500;

export interface Log {
  readonly file: string;
  /** @param context What was being done, such as "courier". */
  error(context: string, error: unknown): void;
}

/**
 * A log of errors: one JSON object to a line, without secrets, readable by its owner only. Written
 * at once, because the next line may be the last.
 *
 * @param options.directory The data folder; made when missing.
 * @param options.onUnwritable Told when the log itself can't be written.
 */
export function createLog(options: {
  readonly directory: string;
  readonly now: () => Date;
  readonly onUnwritable: (error: unknown) => void;
  readonly maxBytes?: number;
}): Log {
  const file = join(options.directory, 'gatehouse.log');
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  return {
    file,
    error(context, error) {
      try {
        const entry = { at: options.now().toISOString(), context, ...describe(error) };
        const line = `${JSON.stringify(entry, (_, value: unknown) => clean(value))}\n`;
        mkdirSync(options.directory, { recursive: true, mode: 0o700 });
        if (existsSync(file) && statSync(file).size + line.length > maxBytes) {
          renameSync(file, `${file}.1`);
        }
        appendFileSync(file, line, { mode: 0o600 });
      } catch (failure) {
        options.onUnwritable(failure);
      }
    },
  };
}

function clean(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (value.length <= LONGEST) return redact(value);
  return `${redact(value.slice(0, LONGEST)).slice(0, -LONGEST_SECRET)}… [cut]`;
}

function describe(error: unknown, depth = 0): Record<string, unknown> {
  if (!(error instanceof Error)) return { message: String(error) };
  const { name, message, stack, cause } = error;
  const code = 'code' in error ? { code: String(error.code) } : {};
  const inner = (one: unknown) => describe(one, depth + 1);
  return {
    name,
    message,
    ...code,
    stack,
    ...(cause && depth < DEEPEST ? { cause: inner(cause) } : {}),
    ...(error instanceof AggregateError && depth < DEEPEST
      ? { errors: error.errors.slice(0, MOST_ERRORS).map(inner) }
      : {}),
  };
}
