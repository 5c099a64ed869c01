import { burstSignUps } from '../accounts/burst-sign-ups.ts';
import { byDomain, isDisposable } from '../accounts/mail-domain.ts';
import { meantAddress } from '../accounts/mail-typo.ts';
import { rejectedBefore } from '../accounts/rejected-before.ts';
import { alikeSignUps } from '../accounts/sign-up-looks.ts';
import type { Database } from '../db/open-database.ts';
import type { Condition, SignalTest } from './read-query.ts';

interface Given {
  readonly db: Database;
  readonly disposableDomains: ReadonlySet<string>;
}

/** A condition in which each signal has the ids of who gives it, as SQL needs them. */
export async function withSignalled(given: Given, condition: Condition): Promise<Condition> {
  if (condition.kind === 'signal') return { ...condition, ids: await signalled(given, condition) };
  if (condition.kind === 'not') {
    return { kind: 'not', of: await withSignalled(given, condition.of) };
  }
  if (condition.kind !== 'all' && condition.kind !== 'any') return condition;
  const of = await Promise.all(condition.of.map((part) => withSignalled(given, part)));
  return { kind: condition.kind, of };
}

async function signalled(given: Given, test: SignalTest): Promise<readonly number[]> {
  const { db, disposableDomains } = given;
  switch (test.signal) {
    case 'burst':
      return burstSignUps(db);
    case 'rejected':
      return rejectedBefore(db);
    case 'look-alike':
      return alikeSignUps(db);
    case 'typo':
    case 'disposable': {
      const judge = addressJudge(test, disposableDomains);
      const rows = await db
        .selectFrom('auth_user')
        .select(['id', 'email'])
        .where('is_active', '=', 0)
        .execute();
      return rows.flatMap(({ id, email }) => (judge(email) ? [id] : []));
    }
  }
}

/** Whether an address gives a signal that is about nothing but its domain. */
export function addressJudge(
  { signal, usual }: Pick<SignalTest, 'signal' | 'usual'>,
  disposable: ReadonlySet<string>,
): (address: string) => boolean {
  const known = new Set(usual);
  return byDomain((address) =>
    signal === 'typo' ? meantAddress(address, known) !== null : isDisposable(address, disposable),
  );
}
