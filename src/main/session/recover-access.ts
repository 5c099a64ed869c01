import { RefusedError } from '../../shared/errors.ts';
import { CAN_ADMINISTER } from '../accounts/account-guards.ts';
import { liftSupervision, spendLinks } from '../accounts/registration-window.ts';
import { encodeValid, type NewPasswordContext } from '../accounts/set-password.ts';
import type { AuthUserRow } from '../db/django-tables.ts';
import type { Database } from '../db/open-database.ts';
import { createThrottle } from '../limits/throttle.ts';
import type { Actor } from '../operations/actor.ts';
import { runOperation } from '../operations/run-operation.ts';
import { throttleName } from './console-session.ts';

interface Recovery {
  readonly username: string;
  /** Makes the account active, staff and superuser too. */
  readonly asAdministrator: boolean;
}

/**
 * Finds whom a new password would let in at the console.
 * @throws RefusedError `not-found` with the administrators' names, `conflict` for whom it would not.
 */
export async function findToRecover(
  db: Database,
  { username, asAdministrator }: Recovery,
): Promise<AuthUserRow> {
  const row = await db
    .selectFrom('auth_user')
    .selectAll()
    .where('username', '=', username.normalize('NFKC').trim())
    .executeTakeFirst();
  if (!row) {
    const found = await db
      .selectFrom('auth_user')
      .select('username')
      .where(CAN_ADMINISTER)
      .orderBy('username')
      .limit(10)
      .execute();
    const names = found.map((each) => each.username).join(', ');
    throw new RefusedError({
      code: 'not-found',
      message: `There is no account ${username}. Nothing was changed.`,
      advice: names === '' ? 'Nobody is an administrator.' : `Administrators are: ${names}.`,
    });
  }
  if (!asAdministrator && (row.is_active === 0 || row.is_staff === 0)) {
    const lack = row.is_active === 0 ? 'is not active' : 'is not staff';
    throw new RefusedError({
      code: 'conflict',
      message: `${row.username} ${lack}, and could not sign in at the console with any password. Nothing was changed.`,
      advice: 'With --as-administrator the account is made active, staff and superuser too.',
    });
  }
  return row;
}

/**
 * Gives somebody who can't sign in at the console a new password, and forgets wrong ones. Whoever
 * may write the data folder may do anything to it: this way it is in the log, and the owner is told.
 *
 * @throws RefusedError as `findToRecover`, and `invalid-input` with the validators' messages.
 */
export async function recoverAccess(
  context: NewPasswordContext & { readonly db: Database; readonly now: () => Date },
  request: Recovery & { readonly password: string; readonly actor: Actor },
): Promise<void> {
  const { db, now } = context;
  const { asAdministrator, actor } = request;
  const row = await findToRecover(db, request);
  const password = await encodeValid(context, row, request.password);
  const flags = asAdministrator ? { is_active: 1, is_staff: 1, is_superuser: 1 } : {};
  const detail = { asAdministrator };
  await runOperation(
    db,
    { kind: 'accounts.recover', actor, at: now(), detail },
    async (operation) => {
      await operation.set('auth_user', [row.id], { password, ...flags });
      if (asAdministrator) {
        await spendLinks(operation, [row.id]);
        await liftSupervision(operation, [row.id]);
      }
      await context.tellPasswordSet(operation, row.id);
      await createThrottle(operation.db, now).succeeded(throttleName(row.id));
    },
  );
}
