import type { StoryItem } from '../../shared/contract/story.ts';
import { ownDatetimeToIso } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';
import { describeBrowser } from '../sign-in/visitor.ts';

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

/** The newest facts about somebody that changed nothing: links fetched, sign-ins. */
export async function eventItems(
  db: Database,
  accountId: number,
  limit: number,
): Promise<StoryItem[]> {
  const events = await db
    .selectFrom('gatehouse_event')
    .select(['id', 'at', 'kind', 'detail'])
    .where('account_id', '=', accountId)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
  return events.flatMap((event): StoryItem[] => {
    const detail = JSON.parse(event.detail) as Readonly<Record<string, unknown>>;
    const words = EVENTS[event.kind]?.(detail);
    if (!words) return [];
    const at = ownDatetimeToIso(event.at);
    const nobodys = { by: null, changes: [], undoOperationId: null, undoBlocked: null };
    return [{ key: `event ${event.id}`, at, ...words, tone: 'neutral', ...nobodys }];
  });
}

function place(address: unknown, browser: string): string {
  return `${browser}, ${address === '' ? 'this machine' : String(address)}`;
}
