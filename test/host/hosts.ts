import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { onTestFinished } from 'vitest';

import { type Application, createApplication } from '../../src/main/app/application.ts';
import type { ApplicationOptions } from '../../src/main/app/application-options.ts';
import { startConsoleServer } from '../../src/main/host-browser/console-server.ts';
import { createFileSecrets } from '../../src/main/secrets/file-secrets.ts';
import type { Ticket } from '../../src/main/host-browser/ticket.ts';
import { runElectronHost } from '../../src/main/host-electron/run-electron-host.ts';
import { type ChangedEvent, DROP_CHANNEL, INVOKE_CHANNEL } from '../../src/shared/bridge.ts';
import { createCallNumbers } from '../../src/shared/dropped-calls.ts';
import { RESOURCES } from '../support/core.ts';
import { CONSOLE_FRAME, createElectronStandIn } from '../support/electron.ts';
import { temporaryDirectory } from '../support/temporary-directory.ts';

export const TOKEN = 'a-token-for-tests-a-token-for-tests-a-token';

/** A whole application of the test's own, with a page of one line. */
export async function openTestApplication(
  given: {
    /** A data folder that was opened before. */
    readonly folder?: string;
    readonly database?: ApplicationOptions['database'];
    readonly restart?: ApplicationOptions['restart'];
    /** Thrown on when left out. */
    readonly onError?: ApplicationOptions['onError'];
  } = {},
): Promise<Application> {
  const directory = given.folder ?? (await temporaryDirectory());
  const renderer = join(directory, 'renderer');
  await mkdir(renderer, { recursive: true });
  await writeFile(join(renderer, 'index.html'), '<p>The console</p>');
  const application = await createApplication({
    platform: {
      now: () => new Date(),
      randomBytes,
      secrets: createFileSecrets({ directory, randomBytes }),
      resources: RESOURCES,
      mailReading: new URL('../../src/main/mail-reading-thread.ts', import.meta.url),
      renderer: pathToFileURL(`${renderer}/`),
    },
    dataDirectory: directory,
    database: given.database,
    version: '0.0.0',
    sitePort: 0,
    smtpPort: 0,
    demonstration: null,
    passwordIterations: 10,
    restart: given.restart ?? (() => {}),
    demonstrate: () => {},
    onError:
      given.onError ??
      ((context, error) => {
        throw new Error(context, { cause: error });
      }),
  });
  onTestFinished(() => application.stop());
  return application;
}

/** What both hosts offer, seen from the page's side. */
export interface TestedHost {
  /** @param signal Aborted when nobody waits for the answer any more. */
  call(procedure: unknown, input: unknown, signal?: AbortSignal): Promise<unknown>;
  page(path: string, method?: string): Promise<Response>;
  /** Resolves with the first event after it was asked. */
  listen(): Promise<{ readonly next: Promise<ChangedEvent> }>;
}

export async function startBrowserHost(
  application: Application,
  ticket: Pick<Ticket, 'take'> | null = null,
) {
  const server = await startConsoleServer({
    port: 0,
    token: TOKEN,
    ticket,
    dispatch: application.dispatch,
    events: application.events,
    pages: application.pages,
    onError: (error) => {
      throw error;
    },
  });
  onTestFinished(() => server.close());
  const at = (path: string): string => `http://127.0.0.1:${server.port}${path}`;
  const headers = { authorization: `Bearer ${TOKEN}`, 'content-type': 'application/json' };
  const host: TestedHost = {
    call: async (procedure, input, signal) => {
      const body = JSON.stringify({ procedure, input });
      const response = await fetch(at('/bridge/invoke'), {
        method: 'POST',
        headers,
        body,
        ...(signal && { signal }),
      });
      return response.json();
    },
    page: (path, method = 'GET') => fetch(at(path), { method }),
    listen: async () => {
      const { body } = await fetch(at('/bridge/events'), { headers });
      return { next: firstEvent(body) };
    },
  };
  return { ...host, port: server.port, close: server.close };
}

async function firstEvent(body: ReadableStream<Uint8Array> | null): Promise<ChangedEvent> {
  let text = '';
  for await (const chunk of body ?? []) {
    text += Buffer.from(chunk).toString();
    const data = /^data: (.*)\n\n/m.exec(text)?.[1];
    if (data) return JSON.parse(data) as ChangedEvent;
  }
  throw new Error('The stream ended without an event.');
}

export async function startElectronHost(application: Application) {
  const standIn = createElectronStandIn();
  const dataDirectory = await temporaryDirectory();
  runElectronHost({
    electron: standIn.electron,
    options: {
      dataDirectory,
      port: 0,
      sitePort: 0,
      smtpPort: 0,
      demo: false,
      browser: false,
      open: false,
    },
    open: async () => application,
    describeFailure: String,
    preload: '/out/preload/index.cjs',
    icon: '/resources/icons/icon-512.png',
    terminal: standIn.terminal,
  });
  standIn.app.ready.resolve();
  const window = await standIn.opened;
  const numbered = createCallNumbers(
    (call) => void window.webContents.invoke(DROP_CHANNEL, CONSOLE_FRAME, call),
  );
  const host: TestedHost = {
    call: (procedure, input, signal) =>
      numbered(signal, (call) =>
        window.webContents.invoke(INVOKE_CHANNEL, CONSOLE_FRAME, procedure, input, call),
      ),
    page: async (path, method = 'GET') => {
      const page = standIn.pages.get('gatehouse');
      if (!page) throw new Error('Nobody answers for the scheme.');
      return page(new Request(`gatehouse://console${path}`, { method }));
    },
    listen: async () => ({
      next: once(window.webContents, 'sent').then(([event]) => event as ChangedEvent),
    }),
  };
  return { ...host, ...standIn, window, dataDirectory };
}
