import { defineConfig } from 'vitest/config';

/** Random messages of a window in the number that takes minutes: `npm run messages`. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['test/host/both-hosts.test.ts'],
    testNamePattern: 'case 37',
    env: { GATEHOUSE_MESSAGES: process.env['GATEHOUSE_MESSAGES'] ?? '100000' },
  },
});
