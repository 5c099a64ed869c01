import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { buildIfOutdated } from '../../../scripts/build.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../../src/shared/contract/index.ts';
import type { Result } from '../../../src/shared/errors.ts';
import { makeCrowd } from '../../support/crowd/make-crowd.ts';
import { withFolder } from './folder.ts';
import { MILLION } from './million.ts';

const ENTRY = fileURLToPath(new URL('../../../out/main/browser.js', import.meta.url));

/** After which what making the index took has gone back to the system. */
const REST_MS = 30_000;

/**
 * What the built application's process takes with a million people, its index made and some
 * searches done: of its own, and with what it shares with others of its kind. Linux only.
 */
export function memoryAtAMillion(): Promise<string> {
  buildIfOutdated();
  return withFolder(async (folder) => {
    await makeCrowd(folder, MILLION);
    const ports = ['--port', '0', '--site-port', '0', '--smtp-port', '0'];
    const child = spawn(process.execPath, [ENTRY, '--no-open', ...ports, '--data-dir', folder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const ended = once(child, 'exit');
    const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
    const address = new URL(line.split(' at ')[1] ?? '');
    const before = await memoryOf(child.pid);
    await useIndex(address);
    const after = await memoryOf(child.pid);
    await new Promise((resolve) => setTimeout(resolve, REST_MS));
    const rested = await memoryOf(child.pid);
    child.kill('SIGINT');
    await ended;
    return `Memory of the whole process: ${before} at its start, ${after} once the index of a million was made and searched, ${rested} half a minute later.`;
  });
}

async function useIndex(address: URL): Promise<void> {
  const headers = {
    authorization: `Bearer ${address.hash.slice(1)}`,
    'content-type': 'application/json',
  };
  async function call<Name extends ProcedureName>(
    procedure: Name,
    input: InputOf<Name>,
  ): Promise<OutputOf<Name>> {
    const body = JSON.stringify({ procedure, input });
    const answer = await fetch(new URL('/bridge/invoke', address), {
      method: 'POST',
      headers,
      body,
    });
    const result = (await answer.json()) as Result<unknown>;
    if (!result.ok) throw new Error(result.error.message);
    return result.value as OutputOf<Name>;
  }
  const list = (query: string) =>
    call('accounts.list', {
      query,
      sort: { column: 'username', direction: 'ascending' },
      offset: 0,
      limit: 100,
    });
  await call('session.signIn', { username: 'eva', password: 'a calm river at dawn' });
  while ((await call('accounts.index', {})).state !== 'ready') {
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  for (const query of ['anna', 'мел', 'an er']) {
    await list(query);
    await call('accounts.count', { query });
  }
}

/** Resident memory in megabytes, as the kernel counts it. */
async function memoryOf(pid: number | undefined): Promise<string> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const megabytes = (name: string): number =>
    Math.round(Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1_024);
  return `${megabytes('VmRSS')} MB resident (${megabytes('RssAnon')} MB of its own)`;
}
