import { mkdir } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { createPasswordHasher } from '../../../src/main/accounts/password/hasher.ts';
import { startAccountsSite } from '../../../src/main/accounts-site/server.ts';
import { openDatabase } from '../../../src/main/db/open-database.ts';
import { createJobs } from '../../../src/main/operations/jobs.ts';
import { createOutbox } from '../../../src/main/mail/outbox/outbox.ts';
import { createMailTemplates } from '../../../src/main/mail/templates/templates.ts';
import { SYSTEM } from '../../../src/main/operations/actor.ts';
import { runOperation } from '../../../src/main/operations/run-operation.ts';
import { DEFAULTS } from '../../../src/main/settings/settings.ts';
import { writeSetting } from '../../../src/main/settings/settings-store.ts';
import type { Form } from './form-flood.ts';

const RESOURCES = new URL('../../../resources/', import.meta.url);
const PASSWORD = 'a calm river at dawn';

/** A site that forms can be sent to. */
export interface BenchSite {
  readonly port: number;
  /** Forms that register so many people whose names begin so. */
  registrations(prefix: string, count: number): readonly Form[];
  /** Forms that activate so many who have registered and were not asked for yet. */
  activations(count: number): readonly Form[];
  close(): Promise<void>;
}

/** The accounts site with all that it does, mail to be sent waiting in the outbox. */
export async function startGatehouseSite(folder: string, iterations: number): Promise<BenchSite> {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'gatehouse.sqlite3');
  const { db } = await openDatabase(file);
  const now = (): Date => new Date();
  const templates = createMailTemplates(RESOURCES);
  await runOperation(db, { kind: 'settings.registration', actor: SYSTEM, at: now() }, (operation) =>
    writeSetting(operation, 'registration', { ...DEFAULTS.registration, holdAfter: 0 }),
  );
  const server = await startAccountsSite({
    port: 0,
    resources: RESOURCES,
    services: {
      db,
      now,
      randomBytes,
      graceMs: 0,
      jobs: createJobs({
        now,
        onChange: () => {},
        onError(error) {
          throw error;
        },
      }),
      outbox: createOutbox({ now, randomBytes, templates }),
      hasher: createPasswordHasher({ randomBytes, iterations }),
      validatePassword: async () => [],
      signingKey: { read: async () => 'k'.repeat(50) },
      disposableDomains: new Set(),
    },
    onChange: () => {},
    onError: (error) => console.error(error),
  });
  const { token, cookie } = await openForm(server.port);
  const form = (path: string, fields: Readonly<Record<string, string>>): Form => ({
    path,
    headers: { cookie },
    body: new URLSearchParams({ csrfmiddlewaretoken: token, ...fields }).toString(),
  });
  const keys = await keysOf(file);
  return {
    port: server.port,
    registrations: (prefix, count) =>
      Array.from({ length: count }, (_, index) => {
        const username = `${prefix}${index}`;
        const email = `${username}@people.example`;
        const passwords = { password1: PASSWORD, password2: PASSWORD };
        return form('/accounts/register/', { username, email, ...passwords });
      }),
    activations: (count) => keys.take(count).map((key) => form(`/accounts/activate/${key}/`, {})),
    close: async () => {
      await server.close();
      keys.close();
      await db.destroy();
    },
  };
}

async function openForm(port: number): Promise<{ token: string; cookie: string }> {
  const page = await fetch(`http://127.0.0.1:${port}/accounts/register/`);
  const token = /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(await page.text())?.[1] ?? '';
  return { token, cookie: page.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}

/** Reads activation keys beside the site, in order, each once. */
export async function keysOf(file: string) {
  const { default: SQLite } = await import('better-sqlite3');
  const database = new SQLite(file, { readonly: true });
  const next = database
    .prepare(
      `SELECT id, activation_key AS key FROM registration_registrationprofile
       WHERE id > ? ORDER BY id LIMIT ?`,
    )
    .raw();
  let last = 0;
  return {
    take(count: number): readonly string[] {
      const rows = next.all(last, count) as [number, string][];
      if (rows.length < count) throw new RangeError(`Only ${rows.length} have registered.`);
      last = rows.at(-1)?.[0] ?? last;
      return rows.map(([, key]) => key);
    },
    close: () => void database.close(),
  };
}
