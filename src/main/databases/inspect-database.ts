import { existsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';

import SQLite from 'better-sqlite3';

import type { DatabaseReport } from '../../shared/contract/database.ts';
import { describeSize } from '../../shared/describe-size.ts';
import { countAccounts } from '../accounts/account-rows.ts';
import { chosenDatabase, ownDatabase } from '../db/chosen-database.ts';
import { inexactIds } from '../db/exact-ids.ts';
import { isDatabaseLocked } from '../db/lock-database.ts';
import { readApplied } from '../db/migrate.ts';
import { openReader } from '../db/open-database.ts';
import { isOfProject, keepsProfiles } from '../db/project-database.ts';
import { type Additions, rehearse } from '../db/rehearse.ts';
import { hasWorkedAt } from '../db/worked-at.ts';
import { SPOOL_FILE } from '../mail/captured/captured-spool.ts';
import { UNSENT_STATES } from '../mail/outbox/outbox-states.ts';
import { countInPieces } from '../people/sql-people.ts';
import { areDaysUnknown } from '../settings/activation-days.ts';
import { readSite } from '../settings/settings-store.ts';
import { DEFAULTS, type SiteSettings } from '../settings/settings.ts';
import { resetLink } from '../site/links.ts';
import { copyFolderIn } from './copy-database.ts';
import { explained } from './explain-unreadable.ts';
import { openHere, type Untouched, untouched } from './open-untouched.ts';
import { isTooOld, misplacedView, type Recognised, recognise } from './recognise.ts';
import { noticesOf } from './report-notices.ts';
import { refusedFile } from './typed-path.ts';
import { whoCanSignIn } from './who-can-sign-in.ts';

interface Given {
  readonly now: () => Date;
  readonly dataDirectory: string;
  /** The database that is open here, or null at the start. */
  readonly current: string | null;
}

/**
 * Reads a database without writing anything to it or beside it, and reports what it is, what is
 * missing and what opening it would add. Others are served between its steps, of which the search for
 * damage in the accounts is the longest.
 *
 * @param file As `namedDatabase` tells it: the one that is open here must not be known by another path.
 * @throws RefusedError beside the field `file` when it can't be opened at all, with why.
 */
export async function inspectDatabase(file: string, given: Given): Promise<DatabaseReport> {
  const { current, dataDirectory } = given;
  // The lock on that in the data folder is our own.
  const isOwn = file === current || file === ownDatabase(dataDirectory);
  return explained(async () => {
    if (!isOwn && isDatabaseLocked(file)) {
      throw refusedFile('Another Gatehouse works on this database. Close it first.');
    }
    const source =
      file === current ? openHere(file) : await untouched(file, scratchFolderIn(dataDirectory));
    try {
      const found = await readTables(source.path);
      return await report(file, { ...given, isOwn, source, ...found });
    } finally {
      await source.forget();
    }
  });
}

/** Where a database is copied to that can't be read in its place; emptied at each start. */
export function scratchFolderIn(dataDirectory: string): string {
  return join(dataDirectory, 'inspected');
}

interface Found {
  readonly recognised: Recognised;
  readonly additions: Additions;
  readonly isOurs: boolean;
  readonly isOutdated: boolean;
}

/** What can be told before our own tables are laid over it. */
async function readTables(path: string): Promise<Found> {
  const database = new SQLite(path, { readonly: true });
  try {
    const applied = readApplied(database);
    if (applied && applied.unknown.length > 0) {
      throw refusedFile(
        'A newer version of Gatehouse made its tables, which this one does not know. Install that version.',
      );
    }
    const view = misplacedView(database);
    if (view !== undefined) {
      throw refusedFile(
        `${view} in it is a view, where Django and Gatehouse have a table. Name the database that the project itself works on.`,
      );
    }
    if (isTooOld(database)) {
      throw refusedFile(
        'A Django older than 1.8 made it. Bring the project to a newer Django and run its “migrate” first.',
      );
    }
    const recognised = recognise(database);
    if (!recognised) {
      throw refusedFile(
        'It has no table auth_user: it is no Django project’s database, or the project keeps its accounts in a table of its own (AUTH_USER_MODEL), which Gatehouse does not know.',
      );
    }
    const inexact = inexactIds(database);
    if (inexact !== null) throw refusedFile(inexact);
    await setImmediate();
    const faults = database.pragma(`quick_check('auth_user')`, { simple: true });
    if (faults !== 'ok') {
      throw refusedFile(`It is damaged (${String(faults)}). Put a backup in its place.`);
    }
    await setImmediate();
    return {
      recognised,
      additions: await rehearse(database),
      isOurs: applied !== null,
      isOutdated: applied !== null && applied.missing.length > 0,
    };
  } finally {
    database.close();
  }
}

async function report(
  file: string,
  given: Given & Found & { readonly isOwn: boolean; readonly source: Untouched },
): Promise<DatabaseReport> {
  const { now, dataDirectory, isOwn, source, recognised, additions, isOurs, isOutdated } = given;
  const { db } = await openReader(source.path);
  try {
    const accounts = await countAccounts(db);
    const pending = await countInPieces({ db, now }, { query: '', waiting: true });
    const unsent = await db
      .selectFrom('gatehouse_outbox')
      .select((build) => build.fn.countAll<number>().as('count'))
      .where('state', 'in', UNSENT_STATES)
      .executeTakeFirstOrThrow();
    const isNewHere =
      !isOwn && !hasWorkedAt(chosenDatabase(dataDirectory, { file, looksOnly: false }));
    await setImmediate();
    const { superusers, blocked } = await whoCanSignIn(db);
    await setImmediate();
    const site = await readSite(db);
    const hasSite = !additions.tables.some(({ name }) => name === 'django_site');
    return {
      file,
      isKnown: isOurs,
      facts: [
        { label: 'Accounts', value: accounts.toLocaleString('en') },
        { label: 'Pending', value: pending.toLocaleString('en') },
        { label: 'Superusers', value: superusers },
        { label: 'Registration', value: recognised.registration },
        { label: 'Site', value: hasSite ? siteInWords(site) : 'no table of sites' },
        { label: 'Django', value: recognised.django },
        { label: 'Size', value: describeSize(statSync(file).size) },
        { label: 'Open elsewhere', value: openElsewhere(file, given) },
      ],
      notices: noticesOf({
        blocked,
        triggers: recognised.triggers,
        unsent: unsent.count,
        hasSpool: hasSpoolBeside(file),
        domain: site.domain,
        ofProject: await isOfProject(db),
        keepsProfiles: await keepsProfiles(db),
        resetLink: resetLink(site, { uid: 'MQ', token: '…' }),
        hasWriteAheadLog: source.hasWriteAheadLog,
        isOurs,
        isOwn,
        isNewHere,
      }),
      additions: kinds(additions),
      blocked: { ...blocked, look: isOutdated ? OUTDATED : blocked.look },
      activationDays:
        isOurs && !(await areDaysUnknown(db)) ? null : DEFAULTS.registration.activationDays,
      copyFolder: copyFolderIn(dataDirectory),
    };
  } finally {
    await db.destroy();
  }
}

const OUTDATED =
  'An older version of Gatehouse wrote to it, and this one can’t show it before it has brought it up to date. Open it for writing.';

/** A data folder whose Gatehouse was not closed keeps there what it caught last. */
function hasSpoolBeside(file: string): boolean {
  const spool = statSync(join(dirname(file), SPOOL_FILE), { throwIfNoEntry: false });
  return spool !== undefined && spool.size > 0;
}

function siteInWords({ name, domain }: SiteSettings): string {
  return name === domain ? domain : `${name}, ${domain}`;
}

/** What else seems to have it open; locks of readers can't be seen without taking one. */
function openElsewhere(file: string, { current, source }: Given & { readonly source: Untouched }) {
  if (file === current) return 'it is the one that is open here';
  if (existsSync(`${file}-journal`)) return 'yes, it is being written to at this moment';
  if (source.hasWriteAheadLog && existsSync(`${file}-shm`)) {
    return 'yes, as while its site runs; both can work on it';
  }
  return 'not that it shows; its site may go on working on it';
}

function kinds({ tables, columns, indexes, triggers }: Additions): DatabaseReport['additions'] {
  const named = [
    { kind: 'tables', names: tables.map(({ name }) => name) },
    { kind: 'columns', names: columns.map(({ table, column }) => `${table}.${column}`) },
    { kind: 'indexes', names: indexes },
    { kind: 'triggers', names: triggers },
  ];
  return named
    .filter(({ names }) => names.length > 0)
    .map(({ kind, names }) => ({ kind, names: [...names] }));
}
