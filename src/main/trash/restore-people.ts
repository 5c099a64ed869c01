import { sql } from 'kysely';

import type { Outcome } from '../../shared/contract/operations.ts';
import { invalidFields } from '../../shared/errors.ts';
import { USERNAME_TAKEN } from '../accounts/account-store.ts';
import { checkUsername } from '../accounts/username.ts';
import { keySet } from '../db/key-set.ts';
import type { Database } from '../db/open-database.ts';
import type { Outbox } from '../mail/outbox/outbox.ts';
import type { Actor } from '../operations/actor.ts';
import { type LostMail, type MailOfAct, tellMailsAgain } from '../operations/mails-of-an-act.ts';
import type { Operation } from '../operations/operation.ts';
import { outcomeOf } from '../operations/outcome-of.ts';
import { judgeRestoring, restore } from '../operations/restore-changes.ts';
import { type BatchContext, runInBatches } from '../operations/run-in-batches.ts';
import { readChanges, type StoredChange } from '../operations/stored-changes.ts';
import { isSuperusers } from '../operations/accesses-to.ts';
import { followDeadlines } from '../registrations/mail-deadlines.ts';
import { whoseAddressIsTaken } from '../registrations/shared-address.ts';

interface RestoreContext extends BatchContext {
  readonly now: () => Date;
  readonly outbox: Pick<Outbox, 'mailsOf' | 'cancelFor' | 'putBack' | 'lost'>;
}

/** Somebody in the trash, with what deleted them. */
interface Discarded {
  readonly id: number;
  readonly username: string;
  readonly operationId: number;
  readonly changes: readonly StoredChange[];
}

/**
 * Brings people back whole: takes back what deleted them, and its mails that have not left, for them
 * alone. Who can't come back, such as when the user name was taken meanwhile, is skipped with the
 * reason; mails that would only mislead by now are told. An operation itself.
 *
 * @param request.isSuperuser Others bring back neither staff nor whom an act deleted that they could
 *   not undo: a clean-up, a rejection with its domain, the undo of an import.
 * @param request.sharesAddress Whether it was told that somebody else has their address by now.
 * @param request.username Another user name, for one person.
 */
export async function restorePeople(
  context: RestoreContext,
  request: {
    readonly ids: readonly number[];
    readonly actor: Actor;
    readonly isSuperuser: boolean;
    readonly sharesAddress?: boolean;
    readonly username?: string | undefined;
  },
): Promise<Outcome> {
  const { ids, actor, isSuperuser, sharesAddress = false, username } = request;
  const result = await runInBatches(
    context,
    { kind: 'trash.restore', actor, at: context.now(), items: [...new Set(ids)] },
    async (operation, { items }) => {
      const found = await readDiscarded(operation.db, items);
      const skipped = items
        .filter((id) => !found.has(id))
        .map((id) => ({ id, name: `#${id}`, reason: 'Is not in the trash any more.' }));
      const chosen: Discarded[] = [];
      const guarded = isSuperuser ? null : await superusersActs(operation.db, found.values());
      for (const person of found.values()) {
        const reason = guarded && refusal(person, guarded);
        if (reason === null) chosen.push(person);
        else skipped.push({ id: person.id, name: person.username, reason });
      }
      const changes = chosen
        .flatMap((person) => person.changes)
        .map((change) => (username === undefined ? change : renamed(change, username)))
        .toSorted((one, other) => one.id - other.id);
      const { restored: possible, refused } = await judgeRestoring(operation.db, changes);
      const taken = await whoseAddressIsTaken(
        operation.db,
        accountsIn(possible, found),
        sharesAddress,
      );
      const restored = possible.filter(({ accountId }) => !taken.has(accountId ?? 0));
      for (const { id, username: name } of chosen) {
        const reason = taken.get(id);
        if (reason !== undefined) skipped.push({ id, name, reason });
      }
      await restore(operation, restored.toReversed());
      const back = new Set(restored.map(({ accountId }) => accountId));
      const mails = await returnMails(
        context,
        operation,
        chosen.filter(({ id }) => back.has(id)),
      );
      return {
        ...mails,
        done: back.size,
        skipped: [
          ...skipped,
          ...refused.map(({ accountId, ...why }) => ({ id: accountId ?? 0, ...why })),
        ],
      };
    },
  );
  const { values } = result;
  const mailsPutBack = values.reduce((sum, part) => sum + part.mailsPutBack, 0);
  const lost = values.flatMap((part) => part.lost);
  return { ...outcomeOf(result), ...tellMailsAgain(mailsPutBack, lost) };
}

/**
 * Brings one person back under another user name.
 * @throws RefusedError `invalid-input` when it is none, or taken as well.
 */
export async function restoreAs(
  context: RestoreContext,
  request: {
    readonly id: number;
    readonly username: string;
    readonly actor: Actor;
    readonly isSuperuser: boolean;
    readonly sharesAddress?: boolean;
  },
): Promise<Outcome> {
  const { id, ...given } = request;
  const checked = checkUsername(request.username);
  if (!checked.ok) throw invalidFields({ username: [checked.message] });
  const { username } = checked;
  // Who may bring back may not rename: only a name that is taken gives way.
  const asBefore = await restorePeople(context, { ...given, ids: [id], username: undefined });
  if (!asBefore.skipped[0]?.isNameTaken) return asBefore;
  const outcome = await restorePeople(context, { ...given, ids: [id], username });
  const [skipped] = outcome.skipped;
  if (skipped?.isNameTaken) throw invalidFields({ username: [USERNAME_TAKEN] });
  return outcome;
}

/** The accounts that were deleted, as they were. */
function accountsIn(changes: readonly StoredChange[], found: ReadonlyMap<number, Discarded>) {
  return changes.flatMap(({ table, accountId, before }) => {
    const person = table === 'auth_user' ? found.get(accountId ?? 0) : undefined;
    const { username, email } = before ?? {};
    return person && typeof username === 'string' && typeof email === 'string'
      ? [{ id: person.id, username, email, operationId: person.operationId }]
      : [];
  });
}

function renamed(change: StoredChange, username: string): StoredChange {
  return change.table === 'auth_user' && change.before !== null
    ? { ...change, before: { ...change.before, username } }
    : change;
}

/** Cancels what each act mailed about its people, and lets leave what it had kept from leaving. */
async function returnMails(
  { outbox }: RestoreContext,
  operation: Operation,
  people: readonly Discarded[],
) {
  const acts = [...Map.groupBy(people, ({ operationId }) => operationId)].map(
    ([act, members]) => [act, members.map(({ id }) => id)] as const,
  );
  let mailsPutBack = 0;
  const found: [act: number, mails: readonly MailOfAct[]][] = [];
  for (const [act, ids] of acts) {
    await outbox.cancelFor(operation, ids, { queuedBy: act });
    const mails = await outbox.mailsOf(operation, act, ids);
    mailsPutBack += await outbox.putBack(operation, act, mails);
    found.push([act, mails]);
  }
  await followDeadlines(
    operation.db,
    people.map(({ id }) => id),
  );
  const lost: LostMail[] = [];
  for (const [act, mails] of found) lost.push(...(await outbox.lost(operation, act, mails)));
  return { mailsPutBack, lost };
}

function refusal({ operationId, changes }: Discarded, guarded: ReadonlySet<number>): string | null {
  if (guarded.has(operationId)) return 'Only a superuser may take back what deleted it.';
  const wasStaff = changes.some(
    ({ table, before }) =>
      table === 'auth_user' && (before?.['is_staff'] === 1 || before?.['is_superuser'] === 1),
  );
  return wasStaff ? 'Only a superuser may bring back staff.' : null;
}

/** Of the acts that deleted people, those that only a superuser takes back. */
async function superusersActs(
  db: Database,
  people: Iterable<Discarded>,
): Promise<ReadonlySet<number>> {
  const guarded = new Set<number>();
  for (const id of new Set(Array.from(people, ({ operationId }) => operationId))) {
    if (await isSuperusers(db, id)) guarded.add(id);
  }
  return guarded;
}

async function readDiscarded(
  db: Database,
  ids: readonly number[],
): Promise<ReadonlyMap<number, Discarded>> {
  const rows = await db
    .selectFrom('gatehouse_trash')
    .select(['account_id', 'username', 'operation_id'])
    .where('account_id', 'in', keySet(ids))
    .execute();
  const changes = await readChanges(
    db,
    sql<boolean>`EXISTS (SELECT 1 FROM gatehouse_trash AS trash
      WHERE trash.account_id = gatehouse_operation_change.account_id
        AND trash.operation_id = gatehouse_operation_change.operation_id)
      AND account_id IN ${keySet(ids)}`,
  );
  const byAccount = Map.groupBy(changes, ({ accountId }) => accountId);
  return new Map(
    rows.map(({ account_id: id, username, operation_id: operationId }) => [
      id,
      { id, username, operationId, changes: byAccount.get(id) ?? [] },
    ]),
  );
}
