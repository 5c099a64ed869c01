import type { StoryItem } from '../../shared/contract/accounts.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { describeFields, type StoredOperation } from '../operations/describe-operation.ts';
import { describeAll } from '../operations/operation-log.ts';
import type { Row } from '../operations/recorded-tables.ts';
import { describeBrowser } from '../sign-in/visitor.ts';
import { mailName } from './mail-names.ts';

/** How much of a long life is told. */
const STORY_LENGTH = 200;

/**
 * A person's story, newest first: what was done to the account and by whom, and the fate of each
 * mail, links fetched and sign-ins. An account that Django made begins with its sign-up date.
 */
export async function accountStory(
  db: Database,
  account: { readonly id: number; readonly dateJoined: string | null },
): Promise<StoryItem[]> {
  const acts = await operationItems(db, account.id);
  const mails = await mailItems(db, account.id);
  const story = [...acts, ...mails, ...(await eventItems(db, account.id))];
  const begins = acts.some(({ kind }) => kind === 'sign-up');
  if (!begins && account.dateJoined) story.push(joined(account.dateJoined));
  return story.toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, STORY_LENGTH);
}

function joined(at: string): StoryItem {
  const words = { title: 'Joined', detail: 'The account was made before Gatehouse kept a log.' };
  return { at, kind: 'sign-up', tone: 'neutral', ...words, by: null, ...nothing() };
}

const KINDS: Readonly<Record<string, Pick<StoryItem, 'kind' | 'tone'>>> = {
  'registrations.signUp': { kind: 'sign-up', tone: 'neutral' },
  'accounts.create': { kind: 'sign-up', tone: 'neutral' },
  'session.setUp': { kind: 'sign-up', tone: 'neutral' },
  'registrations.activateByLink': { kind: 'activated', tone: 'ok' },
  'registrations.confirmByLink': { kind: 'activated', tone: 'waiting' },
  'registrations.activate': { kind: 'activated', tone: 'ok' },
  'accounts.activate': { kind: 'activated', tone: 'ok' },
  'accounts.deactivate': { kind: 'changed', tone: 'warn' },
  'accounts.delete': { kind: 'removed', tone: 'danger' },
  'registrations.reject': { kind: 'removed', tone: 'danger' },
  'registrations.delete': { kind: 'removed', tone: 'danger' },
  'registrations.cleanUp': { kind: 'removed', tone: 'danger' },
  'operations.undo': { kind: 'undo', tone: 'neutral' },
  'session.signIn': { kind: 'signed-in', tone: 'neutral' },
};

/** What an act on many is called in one person's story. */
const OWN_TITLES: Readonly<Record<string, string>> = {
  'registrations.activate': 'Activated by hand',
  'registrations.resend': 'Given a new activation link',
  'registrations.reject': 'Rejected',
  'registrations.delete': 'Deleted from Pending',
  'registrations.cleanUp': 'Cleaned up',
  'accounts.update': 'Changed',
  'accounts.activate': 'Activated',
  'accounts.endSessions': 'Signed out of the accounts site',
  'accounts.deactivate': 'Deactivated',
  'accounts.delete': 'Deleted',
};

async function operationItems(db: Database, accountId: number): Promise<StoryItem[]> {
  const changes = await db
    .selectFrom('gatehouse_operation_change')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('id', 'desc')
    .limit(STORY_LENGTH * 4)
    .execute();
  const byOperation = Map.groupBy(changes, (change) => change.operation_id);
  if (byOperation.size === 0) return [];
  const rows: readonly StoredOperation[] = await db
    .selectFrom('gatehouse_operation')
    .selectAll()
    .where('id', 'in', [...byOperation.keys()].slice(0, STORY_LENGTH))
    .execute();
  const described = await describeAll(db, rows);
  return described.map((operation) => ({
    at: operation.at,
    ...(KINDS[operation.kind] ?? { kind: 'changed', tone: 'neutral' }),
    title: ownTitle(operation, byOperation.get(operation.id) ?? []),
    detail: null,
    by: operation.via === 'console' ? operation.actor : null,
    changes: (byOperation.get(operation.id) ?? [])
      .filter((change) => change.table_name === 'auth_user')
      .filter((change) => change.before !== null && change.after !== null)
      .flatMap(({ before, after }) => describeFields(row(before), row(after))),
    undoOperationId:
      operation.undoBlocked === null && operation.via === 'console' ? operation.id : null,
  }));
}

function ownTitle(
  { kind, title }: { readonly kind: string; readonly title: string },
  changes: readonly { readonly table_name: string }[],
): string {
  const tables = new Set(changes.map(({ table_name }) => table_name));
  // Who had confirmed the address already was approved.
  if (kind === 'registrations.activate' && !tables.has('registration_registrationprofile')) {
    return 'Approved';
  }
  return OWN_TITLES[kind] ?? title;
}

function row(text: string | null): Row | null {
  return text === null ? null : (JSON.parse(text) as Row);
}

const MAIL_FATES: Readonly<Record<string, readonly [string, StoryItem['tone']]>> = {
  held: ['is held until it is released', 'waiting'],
  queued: ['is waiting to leave', 'waiting'],
  sending: ['is being sent', 'waiting'],
  deferred: ['was put off by the server', 'waiting'],
  sent: ['was accepted', 'ok'],
  failed: ['was refused', 'danger'],
  uncertain: ['may or may not have arrived', 'warn'],
  cancelled: ['was taken back', 'neutral'],
  expired: ['came too late to be sent', 'warn'],
};

async function mailItems(db: Database, accountId: number): Promise<StoryItem[]> {
  const mails = await db
    .selectFrom('gatehouse_outbox as mail')
    .leftJoin('gatehouse_template_edition as edition', 'edition.id', 'mail.edition_id')
    .select(['mail.kind', 'state', 'created_at', 'finished_at', 'envelope_to', 'destination'])
    .select(['why', 'reply', 'edition.version'])
    .where('account_id', '=', accountId)
    .orderBy('mail.id', 'desc')
    .limit(STORY_LENGTH)
    .execute();
  return mails.map((mail) => {
    const [fate, tone] = MAIL_FATES[mail.state] ?? ['', 'neutral'];
    const captured = mail.state === 'sent' && mail.destination === 'capture';
    const words = captured ? 'was captured' : fate;
    const at = parseDjangoDatetime(mail.finished_at ?? mail.created_at) ?? new Date(0);
    return {
      at: at.toISOString(),
      kind: 'mail',
      tone,
      title: `${mailName(mail)} to ${mail.envelope_to} ${words}`,
      detail: mail.state === 'sent' ? mail.reply : mail.why,
      by: null,
      ...nothing(),
    } satisfies StoryItem;
  });
}

type EventWords = Pick<StoryItem, 'kind' | 'title' | 'detail'>;

/** What each kind of event is called, from its detail. */
const EVENTS: Readonly<Record<string, (detail: Readonly<Record<string, unknown>>) => EventWords>> =
  {
    'link-fetched': ({ scanner, address, userAgent }) => ({
      kind: 'fetched',
      title: scanner ? 'The link was fetched, probably by a mail scanner' : 'The link was opened',
      detail: place(address, describeBrowser(String(userAgent))),
    }),
    'signed-in': ({ address, browser }) => ({
      kind: 'signed-in',
      title: 'Signed in at the accounts site',
      detail: place(address, String(browser)),
    }),
  };

async function eventItems(db: Database, accountId: number): Promise<StoryItem[]> {
  const events = await db
    .selectFrom('gatehouse_event')
    .select(['at', 'kind', 'detail'])
    .where('account_id', '=', accountId)
    .orderBy('id', 'desc')
    .limit(STORY_LENGTH)
    .execute();
  return events.flatMap((event): StoryItem[] => {
    const detail = JSON.parse(event.detail) as Readonly<Record<string, unknown>>;
    const words = EVENTS[event.kind]?.(detail);
    if (!words) return [];
    const at = (parseDjangoDatetime(event.at) ?? new Date(0)).toISOString();
    return [{ at, ...words, tone: 'neutral', by: null, ...nothing() }];
  });
}

function place(address: unknown, browser: string): string {
  return `${browser}, ${address === '' ? 'this machine' : String(address)}`;
}

function nothing(): Pick<StoryItem, 'changes' | 'undoOperationId'> {
  return { changes: [], undoOperationId: null };
}
