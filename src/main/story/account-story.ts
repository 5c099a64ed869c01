import type { OutputOf } from '../../shared/contract/index.ts';
import type { StoryItem, StoryKind } from '../../shared/contract/story.ts';
import { parseDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { joinedAt } from '../operations/joined-at.ts';
import { actItems } from './story-acts.ts';
import { eventItems } from './story-events.ts';
import { mailItems } from './story-mails.ts';

/** Which of the kinds of items a part of the story has; acts are told by who did them. */
const KINDS: Readonly<Record<StoryKind, readonly StoryItem['kind'][] | null>> = {
  all: null,
  mails: ['mail'],
  access: ['activated', 'fetched', 'password', 'signed-in', 'signed-out'],
  acts: null,
  notes: ['note'],
};

/**
 * A person's story, newest first: what was done to the account and by whom, the fate of each mail,
 * links fetched and sign-ins. An account that Django made begins with its sign-up date.
 *
 * @param given.limit How many items; however long a life, no more is read than needed for them.
 */
export async function accountStory(
  db: Database,
  given: { readonly id: number; readonly kind: StoryKind; readonly limit: number },
): Promise<OutputOf<'accounts.story'>> {
  const { id, kind } = given;
  // One more than asked for tells whether there is more.
  const limit = given.limit + 1;
  const kinds = KINDS[kind];
  const isConsoleOnly = kind === 'acts';
  const hasAny = (...some: readonly StoryItem['kind'][]) =>
    !isConsoleOnly && (kinds === null || some.some((each) => kinds.includes(each)));
  const acts = kind === 'mails' ? [] : await actItems(db, id, { kinds, isConsoleOnly, limit });
  const mails = hasAny('mail') ? await mailItems(db, id, { limit, all: kind === 'mails' }) : [];
  const events = hasAny('fetched', 'signed-in') ? await eventItems(db, id, limit) : [];
  const items = [...acts, ...mails, ...events]
    .filter((item) => kinds === null || kinds.includes(item.kind))
    .toSorted((a, b) => b.at.localeCompare(a.at));
  if (kind === 'all' && items.length < limit) items.push(...(await beginning(db, id, items)));
  return {
    items: items.slice(0, given.limit),
    more: items.length > given.limit,
    ...(await lastName(db, id)),
  };
}

/** Under which user name the log knows the account last. */
async function lastName(db: Database, id: number): Promise<{ username?: string }> {
  const row = await db
    .selectFrom('gatehouse_operation_change')
    .select('account_name')
    .where('account_id', '=', id)
    .where('account_name', '!=', '')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row ? { username: row.account_name } : {};
}

/** What stands for the sign-up of an account that was there before the log. */
async function beginning(
  db: Database,
  id: number,
  items: readonly StoryItem[],
): Promise<StoryItem[]> {
  if (items.some(({ kind }) => kind === 'sign-up')) return [];
  const at = parseDjangoDatetime(await joinedAt(db, id));
  if (!at) return [];
  return [
    {
      key: 'joined',
      at: at.toISOString(),
      kind: 'sign-up',
      tone: 'neutral',
      title: 'Joined',
      detail: 'The account was made outside of Gatehouse.',
      by: null,
      changes: [],
      undoOperationId: null,
      undoBlocked: null,
    },
  ];
}
