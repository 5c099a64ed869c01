import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// Days are those of the computer's time zone: here of this one, but where a test takes another.
process.env['TZ'] = 'UTC';

// What is tested is what is shipped; React's build for developers takes half as long again.
process.env['NODE_ENV'] = 'production';

// Threads are started from TypeScript many times: what is compiled once is kept.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('.cache/node', import.meta.url));

// V8 may crash where it compiles calls out of WebAssembly anew while another thread ends. Node reads
// TypeScript by WebAssembly in each thread; what is built has none that calls out.
// Pages of jsdom and React die young: with room for them the collector has less to do.
// Packages that come in two kinds, for pages and for servers, find out here where they are.
const execArgv = [
  '--wasm-wrapper-tiering-budget=1000000000',
  '--max-semi-space-size=64',
  '--conditions=development',
];

// What compares times runs after the others, each with a processor to itself.
const TIMED = ['test/main/accounts-site/security/*timing.test.ts'];

const ON_NODE = { environment: 'node', isolate: false, testTimeout: 30_000, hookTimeout: 60_000 };

// No test replaces a module or leaves a global behind, so that files may share what they import.
export default defineConfig({
  test: {
    // More than there are processors: many tests wait for a disk, a socket or a process.
    maxWorkers: availableParallelism() + 1,
    execArgv,
    projects: [
      {
        test: {
          ...ON_NODE,
          name: 'main',
          include: ['test/{main,shared,host,boot}/**/*.test.ts'],
          exclude: TIMED,
        },
      },
      {
        test: {
          ...ON_NODE,
          name: 'timed',
          include: TIMED,
          maxWorkers: Math.min(2, availableParallelism()),
          sequence: { groupOrder: 1 },
        },
      },
      {
        plugins: [react({ compiler: true })],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          isolate: false,
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          setupFiles: [
            'test/renderer/support/be-patient.ts',
            'test/renderer/support/frames-at-once.ts',
          ],
          testTimeout: 20_000,
          css: { modules: { classNameStrategy: 'non-scoped' } },
        },
      },
    ],
  },
});
