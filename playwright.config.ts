import { fileURLToPath } from 'node:url';

import { defineConfig } from '@playwright/test';

import { browserLaunch } from './test/support/chromium.ts';

// Each play starts a Gatehouse of its own: what is compiled once is kept.
process.env['NODE_COMPILE_CACHE'] ??= fileURLToPath(new URL('.cache/node', import.meta.url));

export default defineConfig({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  // On a busy machine a play may meet its limits of time. The counts tell who needed it.
  retries: 1,
  forbidOnly: process.env['CI'] !== undefined,
  reporter: [['list']],
  // By far the longest play begins first, so that no worker waits for it at the end.
  projects: [
    { name: 'captured', testMatch: 'captured.spec.ts' },
    { name: 'console', testIgnore: 'captured.spec.ts' },
  ],
  globalSetup: './test/support/build-once.ts',
  use: {
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    launchOptions: await browserLaunch(),
    // A trace makes a play a third longer: ask for it with `--trace on`.
    trace: 'off',
    screenshot: 'only-on-failure',
  },
});
