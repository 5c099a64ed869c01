import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

import { type Application, createApplication } from '../../../src/main/app/application.ts';
import { openDatabase } from '../../../src/main/db/open-database.ts';
import { insertAccounts } from '../../../src/main/demo/insert-accounts.ts';
import { generatePeople } from '../../../src/main/demo/people.ts';
import type { InputOf, OutputOf, ProcedureName } from '../../../src/shared/contract/index.ts';

const DATABASE = 'gatehouse.sqlite3';
const ADMINISTRATOR = {
  username: 'eva',
  email: 'eva@site.example',
  password: 'a calm river at dawn',
};
const SITE = { siteName: 'Bench', domain: '127.0.0.1:8000' };
/** Longer than a bench: queued mail stays where it is. */
const GRACE_MS = 3_600_000;

export interface BenchApplication {
  readonly application: Application;
  /** Path of the database file. */
  readonly file: string;
  /** Calls as a screen does, and insists on success. */
  call<Name extends ProcedureName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
}

/** Makes a database with so many accounts, every fifth of them pending. @returns Its path. */
export async function makeAccounts(folder: string, count: number): Promise<string> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, DATABASE);
  const { db } = await openDatabase(file);
  const people = generatePeople({ seed: 1, count });
  await insertAccounts(db, people, { now: new Date(), randomBytes });
  await db.destroy();
  return file;
}

/** The whole application on a folder, with somebody signed in if asked for. */
export async function openApplication(
  folder: string,
  options: { readonly signedIn: boolean },
): Promise<BenchApplication> {
  const renderer = join(folder, 'renderer');
  await mkdir(renderer, { recursive: true });
  const application = await createApplication({
    platform: {
      now: () => new Date(),
      randomBytes,
      secrets: {
        seal: async (secret) => secret,
        open: async (secret) => ({ secret, isOutdated: false }),
      },
      resources: new URL('../../../resources/', import.meta.url),
      mailReading: new URL('../../../src/main/mail-reading-thread.ts', import.meta.url),
      renderer: pathToFileURL(`${renderer}/`),
    },
    dataDirectory: folder,
    version: '0',
    sitePort: 0,
    smtpPort: 0,
    demonstration: null,
    restart: () => {},
    demonstrate: () => {},
    passwordIterations: 1_000,
    graceMs: GRACE_MS,
    onError: (context, error) => console.error(context, error),
  });
  const call: BenchApplication['call'] = async (name, input) => {
    const result = await application.dispatch(name, input);
    if (!result.ok) throw new Error(`${name}: ${result.error.message}`);
    return result.value as OutputOf<typeof name>;
  };
  if (options.signedIn) {
    const { phase } = await call('session.state', {});
    if (phase === 'setup') await call('session.setUp', { ...SITE, ...ADMINISTRATOR });
    else await call('session.signIn', ADMINISTRATOR);
  }
  return { application, file: join(folder, DATABASE), call };
}
