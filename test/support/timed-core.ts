import { createPasswordHasher } from '../../src/main/accounts/password/hasher.ts';
import { type Core, createCore } from './core.ts';

/** Cheap enough for hundreds of runs, and dear enough to be seen when it is left out. */
const ITERATIONS = 20_000;

/** A core whose hashing takes long enough to be timed, or so many times as long. */
export async function timedCore({ times = 1 } = {}): Promise<Core> {
  const core = await createCore();
  const iterations = times * ITERATIONS;
  const hasher = createPasswordHasher({ iterations, randomBytes: core.randomBytes });
  return { ...core, hasher, context: { ...core.context, hasher } };
}
