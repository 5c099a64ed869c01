import { z } from 'zod';

/**
 * Why a call was refused. A screen decides by the code, a person reads the words.
 * `invalid-input` carries the messages of each field, `throttled` the time to wait.
 */
export const errorCode = z.enum([
  'unknown-procedure',
  'invalid-input',
  'not-signed-in',
  'not-allowed',
  'not-found',
  'conflict',
  'throttled',
  'read-only',
  'busy',
  'unavailable',
  'internal',
]);

/** What travels to the screen when a call fails: cause first, then consequence and one act. */
export const failure = z.object({
  code: errorCode,
  message: z.string(),
  advice: z.string().optional(),
  /** Messages for each field of the input, keyed by the field's path with dots. */
  fields: z.record(z.string(), z.array(z.string())).optional(),
  /** The section of the settings that holds the cause. */
  section: z.enum(['mail', 'registration']).optional(),
  retryAfterMs: z.number().optional(),
  /** Nothing was done, and the same call may succeed the next time. */
  repeatable: z.literal(true).optional(),
  /** What is stored of a form that others have saved since it was read. Never a secret. */
  stored: z.record(z.string(), z.unknown()).optional(),
});
export type Failure = z.infer<typeof failure>;

/** The answer to every call. Nothing is ever thrown across the bridge. */
export type Result<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

/** Thrown by the application's rules, caught in one place and sent as a failure. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  readonly failure: Failure;

  constructor(refused: Failure) {
    super(refused.message);
    this.failure = refused;
  }
}

/** A refusal with messages beside fields, keyed by the field's name in the input. */
export function invalidFields(fields: Readonly<Record<string, readonly string[]>>): RefusedError {
  return new RefusedError({
    code: 'invalid-input',
    message: 'Some values need another look. Nothing was changed.',
    fields: Object.fromEntries(Object.entries(fields).map(([name, texts]) => [name, [...texts]])),
  });
}
