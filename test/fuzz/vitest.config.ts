import { defineConfig } from 'vitest/config';

/** What takes minutes and is no part of the suite: `npm run kills`, `npm run rehearsals`. */
export default defineConfig({
  test: { environment: 'node', include: ['test/fuzz/**/*.test.ts'] },
});
