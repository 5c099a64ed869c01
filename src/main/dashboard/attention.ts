import type { Matter } from '../../shared/contract/dashboard.ts';
import type { OutputOf } from '../../shared/contract/index.ts';
import type { Database } from '../db/open-database.ts';
import { countUnsent } from '../mail/outbox/count-outbox.ts';
import { failedByReason } from '../mail/outbox/failed-mails.ts';
import { burstNetworks } from '../accounts/sign-up-networks.ts';
import type { People } from '../people/people.ts';

interface AttentionContext {
  readonly db: Database;
  readonly now: () => Date;
  readonly people: Pick<People, 'count'>;
}

type Waiting = Pick<Matter, 'id' | 'tone' | 'detail'> & {
  readonly query: string;
  /** Behind a count of one, and of more. */
  readonly texts: readonly [one: string, many: string];
};

/** What is asked of everybody in Pending. */
const IN_PENDING: readonly Waiting[] = [
  {
    id: 'to-approve',
    tone: 'warn',
    query: 'is:to-approve',
    texts: ['waits for your approval', 'wait for your approval'],
    detail: 'The address is confirmed.',
  },
  {
    id: 'expiring',
    tone: 'warn',
    query: 'expires:<24h',
    texts: ['link ends within 24 hours', 'links end within 24 hours'],
    detail: 'A new mail gives people the full time again.',
  },
  {
    id: 'undelivered',
    tone: 'danger',
    query: 'mail:failed',
    texts: ['has no activation mail: it failed', 'have no activation mail: it failed'],
    detail: 'Nobody can activate until another one arrives.',
  },
  {
    id: 'typos',
    tone: 'warn',
    query: 'signal:typo',
    texts: ['address looks mistyped', 'addresses look mistyped'],
    detail: 'Their mails reach somebody else, or nobody.',
  },
  {
    id: 'duplicates',
    tone: 'warn',
    query: 'signal:duplicate',
    texts: ['shares an address with another account', 'share an address with another account'],
    detail: 'Often somebody who has forgotten that they have one.',
  },
  {
    id: 'look-alikes',
    tone: 'warn',
    query: 'signal:look-alike',
    texts: ['looks like somebody else', 'look like somebody else'],
    detail: 'Name or address is another account’s but for little.',
  },
  {
    id: 'clean-up',
    tone: 'neutral',
    query: 'is:expired',
    texts: ['link has ended: clean-up is due', 'links have ended: clean-up is due'],
    detail: 'A clean-up shows first who would go.',
  },
  {
    id: 'pending',
    tone: 'waiting',
    query: 'is:pending',
    texts: ['is not confirmed: the link still works', 'are not confirmed: their links still work'],
    detail: null,
  },
];

const PRESSING: readonly Matter['tone'][] = ['danger', 'warn', 'neutral', 'waiting', 'ok'];
const REASONS_TOLD = 3;
const BURSTS_TOLD = 3;

/**
 * What needs somebody, the most pressing first; nothing that counts none.
 * @param withMails Whether to tell of mails, which not everybody may read who may look at people.
 */
export async function readAttention(
  context: AttentionContext,
  { withMails }: { readonly withMails: boolean },
): Promise<OutputOf<'dashboard.attention'>> {
  const inPending = IN_PENDING.map(async ({ query, texts, ...matter }): Promise<Matter> => {
    const count = await context.people.count({ query, waiting: true });
    const text = texts[count === 1 ? 0 : 1];
    return { ...matter, count, text, link: { screen: 'pending', query } };
  });
  const matters: Matter[] = [
    ...(withMails ? await mailMatters(context.db) : []),
    ...(await Promise.all(inPending)),
    ...(await burstMatters(context)),
  ];
  const pressing = matters
    .filter(({ count }) => count > 0)
    .toSorted((one, other) => PRESSING.indexOf(one.tone) - PRESSING.indexOf(other.tone));
  return { matters: pressing, at: context.now().toISOString() };
}

async function mailMatters(db: Database): Promise<readonly Matter[]> {
  const { held } = await countUnsent(db);
  return [
    failedMatter(await failedByReason(db)),
    {
      id: 'held-mails',
      tone: 'warn',
      count: held,
      text: held === 1 ? 'mail is held' : 'mails are held',
      detail: `A burst of sign-ups keeps ${held === 1 ? 'it back until you release it' : 'them back until you release them'}.`,
      link: { screen: 'outbox', view: 'held' },
    },
  ];
}

/** Bursts of sign-ups, each with all who wait and came from its network. */
async function burstMatters({ db, people }: AttentionContext): Promise<readonly Matter[]> {
  const networks = (await burstNetworks(db)).slice(0, BURSTS_TOLD);
  return Promise.all(
    networks.map(async ({ name }): Promise<Matter> => {
      const query = `network:${name}`;
      const count = await people.count({ query, waiting: true });
      return {
        id: `burst ${name}`,
        tone: 'warn',
        count,
        text: `${count === 1 ? 'waits' : 'wait'} who signed up from ${name}`,
        detail: 'Many within an hour from one network: often one sender.',
        link: { screen: 'pending', query },
      };
    }),
  );
}

/** A reason may begin with the address that “the address” stands for. */
const sentence = (reason: string): string => reason.replace(/^the address/, 'The address');

/** The mails that failed, and why: each reason with those of it in the outbox. */
function failedMatter(byReason: ReadonlyMap<string, number>): Matter {
  const counted = [...byReason].toSorted(([, one], [, other]) => other - one);
  const all = counted.reduce((sum, [, count]) => sum + count, 0);
  return {
    id: 'failed-mails',
    tone: 'danger',
    count: all,
    text: all === 1 ? 'mail failed' : 'mails failed',
    detail: null,
    link: { screen: 'outbox', view: 'failed' },
    reasons: counted.slice(0, REASONS_TOLD).map(([reason, count]) => ({
      id: reason,
      count,
      text: sentence(reason),
      link: {
        screen: 'outbox',
        view: 'failed',
        search: reason.replaceAll('the address', ' ').trim(),
      },
    })),
  };
}
