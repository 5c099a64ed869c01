/** Too many wait already; thrown at once, without waiting. */
export class LineFullError extends Error {
  override readonly name = 'LineFullError';
}

/**
 * Lets only so many works run at once; others wait in line, so that a flood of sign-ups can't take
 * the whole machine for hashing.
 *
 * @returns A function that runs a work when its turn has come.
 *   It rejects with LineFullError beyond `waiting`.
 */
export function createHashingLine(limits: {
  readonly atOnce: number;
  readonly waiting: number;
}): <Value>(work: () => Promise<Value>) => Promise<Value> {
  const line: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running < limits.atOnce) running += 1;
    else if (line.length >= limits.waiting) throw new LineFullError('Too many sign-ups wait.');
    else await new Promise<void>((resolve) => line.push(resolve));
    try {
      return await work();
    } finally {
      // The place goes straight to the next in line; nobody can slip in between.
      const next = line.shift();
      if (next) next();
      else running -= 1;
    }
  };
}
