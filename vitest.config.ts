import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

// No test replaces a module or leaves a global behind, so that files may share what they import.
export default defineConfig({
  test: {
    // Every processor: without it one is left idle.
    maxWorkers: '100%',
    projects: [
      {
        test: {
          name: 'main',
          environment: 'node',
          isolate: false,
          include: ['test/{main,shared,host,boot}/**/*.test.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          isolate: false,
          include: ['test/renderer/**/*.test.{ts,tsx}'],
          setupFiles: ['test/renderer/support/be-patient.ts'],
          testTimeout: 20_000,
          css: { modules: { classNameStrategy: 'non-scoped' } },
        },
      },
    ],
  },
});
