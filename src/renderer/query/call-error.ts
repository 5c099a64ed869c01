import type { Failure } from '../../shared/errors.ts';

/** A call that was refused, with the words for the person. */
export class CallError extends Error {
  override readonly name = 'CallError';
  readonly failure: Failure;

  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.message, options);
    this.failure = failure;
  }
}

/** Whatever was thrown, as a CallError. */
export function callError(thrown: unknown): CallError {
  if (thrown instanceof CallError) return thrown;
  return new CallError(
    {
      code: 'internal',
      message: 'Something in this window went wrong.',
      advice: 'Reload it. Nothing that was saved is lost.',
    },
    { cause: thrown },
  );
}
