import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';

import { electronBinary } from './electron-binary.ts';

/** Runs every test there is and ends with the counts: unit and integration, then end to end. */

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
  /** Of those that passed, the ones that did so at their second try. */
  readonly secondTry: number;
}

const REPORTS = '.cache/reports';

async function run(command: string, args: readonly string[], env = {}): Promise<number> {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, ...env } });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

async function vitest(): Promise<Counts> {
  const report = `${REPORTS}/vitest.json`;
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  await run('vitest', ['run', ...reporters]);
  const { numPassedTests, numFailedTests, numPendingTests, success, testResults } = JSON.parse(
    await readFile(report, 'utf8'),
  ) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    success: boolean;
    testResults: { status: string; assertionResults: unknown[] }[];
  };
  const broken = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.length === 0,
  );
  const failed = Math.max(numFailedTests + broken.length, success ? 0 : 1);
  return { passed: numPassedTests, failed, skipped: numPendingTests, secondTry: 0 };
}

async function playwright(host: 'browser' | 'electron'): Promise<Counts> {
  const report = `${REPORTS}/e2e-${host}.json`;
  const code = await run('playwright', ['test', '--reporter=list,json'], {
    GATEHOUSE_HOST: host,
    PLAYWRIGHT_JSON_OUTPUT_NAME: report,
  });
  const { stats } = JSON.parse(await readFile(report, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  const { expected, unexpected, flaky, skipped } = stats;
  const failed = Math.max(unexpected, code === 0 ? 0 : 1);
  return { passed: expected + flaky, failed, skipped, secondTry: flaky };
}

await rm(REPORTS, { recursive: true, force: true });
await mkdir(REPORTS, { recursive: true });
const parts = [await vitest(), await playwright('browser')];
if (electronBinary() === null) {
  console.log('Electron’s binary is not here: the end-to-end tests ran in Chromium only.');
} else {
  parts.push(await playwright('electron'));
}
const sum = (name: keyof Counts): number => parts.reduce((total, part) => total + part[name], 0);
const skipped = sum('skipped') > 0 ? `, ${sum('skipped')} skipped` : '';
const secondTry = sum('secondTry') > 0 ? ` (${sum('secondTry')} at a second try)` : '';
console.log(`\n${sum('passed')} passed${secondTry}, ${sum('failed')} failed${skipped}`);
process.exitCode = sum('failed') > 0 || sum('passed') === 0 ? 1 : 0;
