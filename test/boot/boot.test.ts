import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

import { beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';

import { buildIfOutdated } from '../../scripts/build.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ANY_PORTS = ['--port', '0', '--site-port', '0', '--smtp-port', '0'];

beforeAll(buildIfOutdated, 120_000);

/** Starts a program of this checkout, in a terminal that nobody types into. */
function start(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): ChildProcess & {
  readonly stdout: NodeJS.ReadableStream;
  readonly stderr: NodeJS.ReadableStream;
} {
  const child = spawn(process.execPath, [join(ROOT, file), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DISPLAY: '', WAYLAND_DISPLAY: '', ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return child;
}

/** Runs a program to its end. */
async function run(file: string, args: readonly string[]) {
  const child = start(file, args);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { out, err, code: code as unknown };
}

/** Starts the built browser host and waits for its three lines. */
async function startBrowser(args: readonly string[], file = 'out/main/browser.js') {
  return waitForLines(start(file, ['--no-open', ...args]));
}

async function waitForLines(child: ReturnType<typeof start>) {
  const err = text(child.stderr);
  const ended = once(child, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    if (lines.push(line) === 3) break;
  }
  const [ready = '', site = '', capture = ''] = lines;
  const stop = async (signal: NodeJS.Signals = 'SIGINT') => {
    child.kill(signal);
    const [code] = (await ended) as [number | null];
    return { code, err: await err };
  };
  return { ready, site, capture, stop };
}

/** The console's address and token from the line that tells them. */
function parseReady(line: string): { readonly address: string; readonly token: string } {
  const [, address = '', token = ''] =
    /^Gatehouse is ready at (http:\/\/127\.0\.0\.1:\d+\/)#([\w-]{43})$/.exec(line) ?? [];
  return { address, token };
}

async function takePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  if (address === null || typeof address === 'string') throw new TypeError('Not a TCP port.');
  return address.port;
}

describe('the built browser host', () => {
  it('prints its three lines, answers, and stops at SIGINT with code 0', async () => {
    const folder = await temporaryDirectory();
    const { ready, site, capture, stop } = await startBrowser([...ANY_PORTS, '--data-dir', folder]);
    const { address, token } = parseReady(ready);
    expect(site).toMatch(/^Accounts site at http:\/\/127\.0\.0\.1:\d+\/accounts\/$/);
    expect(capture).toMatch(/^Capture server at smtp:\/\/127\.0\.0\.1:\d+$/);
    const page = await fetch(address);
    expect(page.headers.get('content-security-policy')).toContain(`default-src 'none'`);
    expect(await page.text()).toContain('id="root"');
    const answer = await fetch(`${address}bridge/invoke`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ procedure: 'application.status', input: {} }),
    });
    expect(await answer.json()).toMatchObject({
      ok: true,
      value: { dataDirectory: folder, addresses: { console: address }, notices: [] },
    });
    expect(await stop()).toEqual({ code: 0, err: '' });
  });

  it.runIf(process.platform === 'linux')(
    'gives the browser’s command line nothing that opens the console twice',
    async () => {
      const folder = await temporaryDirectory();
      const opener = join(folder, 'xdg-open');
      // Into place at once, so that nobody reads half of it.
      const script = `#!/bin/sh\nprintf %s "$1" > ${folder}/half && mv ${folder}/half ${folder}/opened\n`;
      await writeFile(opener, script, { mode: 0o700 });
      const env = { PATH: `${folder}:${process.env['PATH']}`, DISPLAY: ':0' };
      const args = [...ANY_PORTS, '--data-dir', join(folder, 'data')];
      const { ready, stop } = await waitForLines(start('out/main/browser.js', args, env));
      const { token } = parseReady(ready);
      const opened = await vi.waitFor(() => readFile(join(folder, 'opened'), 'utf8'), {
        timeout: 10_000,
      });
      expect(opened).not.toContain(token);
      const entered = await fetch(opened, { redirect: 'manual' });
      expect(entered.headers.get('location')).toBe(`/#${token}`);
      expect((await fetch(opened, { redirect: 'manual' })).status).toBe(410);
      expect(await stop()).toEqual({ code: 0, err: '' });
    },
  );

  it('stops at SIGTERM with code 0 while a page listens', async () => {
    const { ready, stop } = await startBrowser([
      ...ANY_PORTS,
      '--data-dir',
      await temporaryDirectory(),
    ]);
    const { address, token } = parseReady(ready);
    const events = await fetch(`${address}bridge/events`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(await stop('SIGTERM')).toEqual({ code: 0, err: '' });
    await events.text();
  });

  it('says that a port is taken and takes another one', async () => {
    const taken = await takePort();
    const folder = await temporaryDirectory();
    const ports = ['--port', '0', '--smtp-port', '0', '--site-port', String(taken)];
    const { site, stop } = await startBrowser([...ports, '--data-dir', folder]);
    expect(site).toMatch(/^Accounts site at /);
    expect(site).not.toContain(`:${taken}/`);
    const { err } = await stop();
    expect(err).toContain(`Port ${taken} is taken by another program.`);
  });

  it('keeps its files to their owner', async () => {
    const folder = join(await temporaryDirectory(), 'data');
    const { stop } = await startBrowser([...ANY_PORTS, '--data-dir', folder]);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(join(folder, 'gatehouse.sqlite3'))).mode & 0o777).toBe(0o600);
    await stop();
  });

  it('says in words that the data folder is in use, and ends with code 1', async () => {
    const folder = await temporaryDirectory();
    const { stop } = await startBrowser([...ANY_PORTS, '--data-dir', folder]);
    const second = await run('out/main/browser.js', [...ANY_PORTS, '--data-dir', folder]);
    expect(second).toMatchObject({ code: 1, out: '' });
    expect(second.err).toContain('already open');
    await stop();
  });

  it('cleans up by the start script once nothing else has the data folder', async () => {
    const folder = await temporaryDirectory();
    const { stop } = await startBrowser([...ANY_PORTS, '--data-dir', folder]);
    const args = ['--clean-up', '--yes', '--data-dir', folder];
    const meanwhile = await run('scripts/start.ts', args);
    expect(meanwhile).toMatchObject({ code: 3, out: '' });
    await stop();
    const { code, out, err } = await run('scripts/start.ts', args);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain('Nobody goes.\n\nNothing was changed.\n');
  });

  it('says in words that the data folder can’t be made, and ends with code 1', async () => {
    const { err, code } = await run('out/main/browser.js', ['--data-dir', '/dev/null/data']);
    expect(code).toBe(1);
    expect(err).toBe(
      'The data folder /dev/null/data can’t be made. Check its permissions, or choose another one with --data-dir.\n',
    );
  });
});

describe('the start script', () => {
  it('serves the console to a browser and says why when there is no window', async () => {
    const folder = await temporaryDirectory();
    const args = [...ANY_PORTS, '--data-dir', folder];
    const { ready, stop } = await startBrowser(args, 'scripts/start.ts');
    expect(parseReady(ready).token).not.toBe('');
    const { code, err } = await stop();
    expect(code).toBe(0);
    expect(err).toMatch(/^[^\n]+, so the console is served to a browser\.\n$/);
  });

  it('gives no reason when the browser was asked for', async () => {
    const args = [...ANY_PORTS, '--browser', '--data-dir', await temporaryDirectory()];
    const { stop } = await startBrowser(args, 'scripts/start.ts');
    expect(await stop()).toEqual({ code: 0, err: '' });
  });

  it('refuses what it does not know in one line, with code 2', async () => {
    expect(await run('scripts/start.ts', ['--frob'])).toEqual({
      out: '',
      err: 'Unknown option --frob. --help lists the options.\n',
      code: 2,
    });
  });

  it('prints its version', async () => {
    const { out, code } = await run('scripts/start.ts', ['--version']);
    expect(out).toMatch(/^\d+\.\d+\.\d+\n$/);
    expect(code).toBe(0);
  });
});

it('the built desktop host opens a locked-down window that is joined to the application', async () => {
  const args = [ROOT, ...ANY_PORTS, '--data-dir', await temporaryDirectory()];
  const { out, err, code } = await run('test/boot/boot-electron.ts', args);
  expect({ err, code }).toEqual({ err: '', code: 0 });
  const report: unknown = JSON.parse(/^report (.*)$/m.exec(out)?.[1] ?? 'null');
  expect(report).toMatchObject({
    webPreferences: {
      preload: join(ROOT, 'out/preload/index.cjs'),
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webviewTag: false,
    },
    address: 'gatehouse://console/',
    schemes: [{ scheme: 'gatehouse' }],
    state: { ok: true, value: { phase: 'setup' } },
    foreign: { ok: false, error: { code: 'unknown-procedure' } },
    policy: expect.stringContaining(`default-src 'none'`),
    html: expect.stringContaining('id="root"'),
    exposed: ['host', 'invoke', 'drop', 'subscribe', 'dragOut', 'choosePath', 'pathOf', 'menu'],
    changed: { topics: expect.arrayContaining(['session']) },
    channel: true,
    exitCode: 0,
  });
});
