import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

import { onTestFinished, vi } from 'vitest';

type Done = (error: Error | null) => void;

/** Lets the first sync to disk from now on end only when the test says so, and how. */
export function slowDisk() {
  const { promise: asked, resolve } = Promise.withResolvers<Done>();
  const syncs = vi.spyOn(fs, 'fdatasync').mockImplementationOnce((_, done) => resolve(done));
  syncBuiltinESMExports();
  onTestFinished(() => {
    syncs.mockRestore();
    syncBuiltinESMExports();
  });
  return { asked, count: () => syncs.mock.calls.length };
}
