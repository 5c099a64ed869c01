import type { AccountDetail } from '../../../src/shared/contract/accounts.ts';
import type { ActTarget } from '../../../src/shared/contract/fields.ts';
import type { Outcome } from '../../../src/shared/contract/operations.ts';
import type { ActPlan } from '../../../src/shared/contract/plans.ts';
import type { PendingRow } from '../../../src/shared/contract/registrations.ts';
import { invalidFields, RefusedError } from '../../../src/shared/errors.ts';
import { type ChangedKeys, withChanges } from '../../../src/shared/keys/keymap.ts';
import { parsePeopleQuery } from '../../../src/shared/people-query.ts';
import type { Answers } from './fake-bridge.ts';

/** 3 May 2026, 10:20 UTC. */
export const NOW = Date.UTC(2026, 4, 3, 10, 20);
const HOUR_MS = 3_600_000;

export function pendingRow(id: number, changes: Partial<PendingRow> = {}): PendingRow {
  const username = `person${id}`;
  return {
    id,
    username,
    email: `${username}@people.example`,
    name: '',
    signedUpAt: new Date(NOW - HOUR_MS).toISOString(),
    expiresAt: new Date(NOW + 72 * HOUR_MS).toISOString(),
    expired: false,
    stage: 'unconfirmed',
    needsApproval: false,
    joinReason: '',
    mail: { state: 'captured', text: 'Was captured here.' },
    ...changes,
  };
}

export function accountDetail(id: number, changes: Partial<AccountDetail> = {}): AccountDetail {
  const { username, email, signedUpAt } = pendingRow(id);
  return {
    id,
    username,
    email,
    name: '',
    firstName: '',
    lastName: '',
    state: 'active',
    isStaff: false,
    isSuperuser: false,
    isSelf: false,
    dateJoined: signedUpAt,
    lastLogin: null,
    revision: 'one',
    groups: [],
    password: 'pbkdf2_sha256, 1,500,000 rounds',
    registration: null,
    signUp: null,
    mailVerdict: {
      tone: 'neutral',
      sentence: 'No mail was ever written.',
      advice: null,
      inMailSettings: false,
      reply: null,
      at: '2026-05-03T10:00:00.000Z',
      steps: [],
    },
    emailConfirmedAt: null,
    sessions: 0,
    notes: 0,
    lastChange: null,
    ...changes,
  };
}

export function outcomeOf(ids: readonly number[], changes: Partial<Outcome> = {}): Outcome {
  return { operationId: 7, done: ids.length, skipped: [], mailsQueued: 0, ...changes };
}

export function planOf(count: number, changes: Partial<ActPlan> = {}): ActPlan {
  return { total: count, done: count, mails: 0, withoutAddress: 0, skipped: [], ...changes };
}

/** Selections are not held in this site: who is acted on is named. */
export function idsOf(target: ActTarget): readonly number[] {
  return 'ids' in target ? target.ids : [];
}

interface MadeUpSite {
  readonly pending?: readonly PendingRow[];
  readonly accounts?: readonly AccountDetail[];
  readonly phase?: 'setup' | 'signed-out' | 'locked' | 'signed-in';
}

/** Answers of a site with a signed-in superuser; people who are acted on leave Pending. */
export function madeUpSite({ pending = [], accounts = [], phase = 'signed-in' }: MadeUpSite) {
  let waiting = [...pending];
  let session = phase;
  let changed: ChangedKeys = {};
  const matching = (query: string) => {
    const { words, conditions } = parsePeopleQuery(query);
    return waiting.filter(
      ({ username, stage, mail }) =>
        words.every(({ text }) => username.includes(text)) &&
        conditions.every(({ value }) => value === stage || value === mail.state),
    );
  };
  const leave = (target: ActTarget): Outcome => {
    const ids = idsOf(target);
    waiting = waiting.filter(({ id }) => !ids.includes(id));
    return outcomeOf(ids);
  };
  const person = { id: 1, username: 'eva', isSuperuser: true, permissions: [] };
  return {
    'session.state': () => ({
      phase: session,
      person: session === 'signed-in' || session === 'locked' ? person : null,
      locked: null,
      siteName: 'Riverside',
      suggestedSite: { name: '', domain: '127.0.0.1:8000' },
      openedAt: new Date(NOW).toISOString(),
      idleLockMinutes: 10,
      demonstration: null,
    }),
    'session.touch': () => ({}),
    'session.lock': () => {
      session = 'locked';
      return {};
    },
    'session.signIn': ({ password }) => {
      if (password !== 'right') throw invalidFields({});
      session = 'signed-in';
      return {};
    },
    'application.status': () => ({
      version: '0.1.0',
      dataDirectory: '/data',
      addresses: {
        console: null,
        accountsSite: 'http://127.0.0.1:8000/accounts/',
        captureServer: 'smtp://127.0.0.1:1025',
      },
      notices: [],
      readOnly: null,
      passwordMinimumLength: 15,
      ofProject: false,
      keepsProfiles: true,
      noActivation: null,
      passwordsByAdministrators: true,
    }),
    'application.counts': () => ({
      pending: waiting.length,
      expired: 0,
      accounts: accounts.length,
      toApprove: waiting.filter(({ stage }) => stage === 'to-approve').length,
      faults: 0,
      heldMail: waiting.filter(({ mail }) => mail.state === 'held').length,
      registrationPolicy: 'open',
      waitingMail: 0,
      failedMail: 0,
      unreadMail: 0,
      links: { domain: 'river.example', fault: null },
      mailPaused: null,
      mailSlowed: null,
      delivery: { kind: 'capture', where: 'smtp://127.0.0.1:1025' },
    }),
    'registrations.list': ({ query, offset, limit }) => {
      const rows = matching(query);
      return { total: rows.length, rows: rows.slice(offset, offset + limit) };
    },
    'registrations.views': ({ query }) => ({
      views: {
        all: matching(query).length,
        'to-approve': matching(`${query} is:to-approve`).length,
        expiring: 0,
        expired: 0,
        'mail-held': matching(`${query} mail:held`).length,
        'mail-failed': matching(`${query} mail:failed`).length,
      },
    }),
    'registrations.signalCounts': () => ({
      counts: {
        any: 0,
        rejected: 0,
        typo: 0,
        disposable: 0,
        burst: 0,
        duplicate: 0,
        'look-alike': 0,
        none: 0,
      },
    }),
    'registrations.count': ({ query }) => ({ total: matching(query).length }),
    'registrations.ids': ({ query }) => ({ ids: matching(query).map(({ id }) => id) }),
    'accounts.counts': ({ queries }) => ({ totals: queries.map(() => 0) }),
    'registrations.plan': (target) => planOf(idsOf(target).length),
    'accounts.plan': (target) => planOf(idsOf(target).length),
    'jobs.list': () => ({ jobs: [] }),
    'keys.list': () => ({ changed }),
    'keys.save': (given) => {
      changed = withChanges(changed, given.changed);
      return {};
    },
    'views.list': () => ({ views: [], layouts: {} }),
    'views.arrange': () => ({}),
    'registrations.signals': ({ ids }) => ({ people: ids.map((id) => ({ id, signals: [] })) }),
    'registrations.evidence': () => ({
      signals: [],
      address: '203.0.113.7',
      network: { name: '203.0.113.0/24', count: 1 },
      meant: null,
      duplicates: [],
      lookAlikes: [],
      rejections: [],
    }),
    'accounts.othersAt': () => ({ accounts: [], mayShare: true }),
    'registrations.activate': leave,
    'registrations.reject': leave,
    'registrations.rejection': ({ id, note }) => {
      const row = waiting.find((each) => each.id === id);
      return {
        username: row?.username ?? null,
        email: row?.email ?? '',
        domain: row?.email.split('@')[1] ?? null,
        inDomain: 3,
        mail: { subject: 'Your registration', text: note, path: '/preview/1' },
      };
    },
    'registrations.refused': () => ({ total: 0, rows: [] }),
    'registrations.resend': (target) =>
      outcomeOf(idsOf(target), { mailsQueued: idsOf(target).length }),
    'accounts.list': ({ query }) => {
      const rows = accounts.filter(({ username }) => username.includes(query));
      return { total: rows.length, rows };
    },
    'accounts.index': () => ({ state: 'off', progress: 0, asOf: null }),
    'accounts.similar': () => ({ people: [] }),
    'registrations.similar': () => ({ people: [] }),
    'accounts.count': ({ query }) => ({
      total: accounts.filter(({ username }) => username.includes(query)).length,
    }),
    'accounts.get': ({ id }) => {
      const found = accounts.find((account) => account.id === id);
      if (found) return found;
      if (pending.some((row) => row.id === id)) return accountDetail(id, { state: 'pending' });
      throw new RefusedError({ code: 'not-found', message: 'This account no longer exists.' });
    },
    'accounts.sessions': () => ({ sessions: [] }),
    'accounts.story': () => ({ items: [], more: false }),
    'accounts.notes': () => ({ notes: [] }),
    'accounts.alike': () => ({ accounts: [] }),
    'accounts.rights': () => ({ groups: [], permissions: [], throughGroups: [] }),
    'accounts.rightsOffered': () => ({ groups: [], permissions: [] }),
    'accounts.raw': () => ({ tables: [] }),
    'accounts.references': () => ({ references: [] }),
    'operations.newestOwn': () => ({ operation: null }),
    'operations.undo': () => ({
      operationId: 8,
      undone: 1,
      refused: [],
      mailsTakenBack: 0,
      mailsPutBack: 0,
      mailsGone: 0,
      mailsLost: [],
      act: { title: 'Activated person2', accounts: 1, names: ['person2'] },
    }),
  } satisfies Answers;
}
