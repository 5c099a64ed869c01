import { createHash } from 'node:crypto';

import type { Outcome } from '../../shared/contract/operations.ts';
import { invalidFields, RefusedError } from '../../shared/errors.ts';
import type { AuthUserRow } from '../db/django-tables.ts';
import type { Database } from '../db/open-database.ts';
import { atConsole } from '../operations/actor.ts';
import type { Operation } from '../operations/operation.ts';
import { outcomeOfOne } from '../operations/outcome-of.ts';
import { runOperation } from '../operations/run-operation.ts';
import {
  guardAllowed,
  guardLastSuperuser,
  isYou,
  type Person,
  refusalFor,
} from './account-guards.ts';
import { checkEditable, type EditableAccount, guardName } from './editable-account.ts';
import { renameRefusals } from './site-references.ts';

/**
 * Changes an account's fields.
 * @throws RefusedError `conflict` when it has changed since the form was filled, `not-allowed` when
 *   the person may not touch it, `invalid-input` with messages for each field.
 */
export async function updateAccount(
  context: { readonly db: Database; readonly now: () => Date },
  request: {
    readonly id: number;
    readonly revision: string;
    readonly fields: EditableAccount;
    readonly person: Person;
    /** They mean it where they take their own staff or superuser away. */
    readonly includeSelf: boolean;
    /** Does what a new address entails for a link that went to the old one, within the operation. */
    readonly followAddress: (operation: Operation, before: string) => Promise<void>;
    /** Tells the owner of a new address at the old one, within the same operation; null for nobody. */
    readonly tellOldAddress:
      | ((
          operation: Operation,
          old: { readonly id: number; readonly username: string; readonly email: string },
        ) => Promise<void>)
      | null;
  },
): Promise<Outcome> {
  const { id, person } = request;
  const fields = checkEditable(request.fields);
  const actor = atConsole(person);
  const result = await runOperation(
    context.db,
    { kind: 'accounts.update', actor, at: context.now() },
    async (operation) => {
      const row = await operation.db
        .selectFrom('auth_user')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row) throw accountGone();
      if (revisionOf(row) !== request.revision) throw changedMeanwhile(row.username);
      guardAllowed(refusalFor(person, row) ?? flagRefusal(person, row, fields));
      if (row.username !== fields.username) {
        await guardName(operation.db, fields.username, id);
        const referred = (await renameRefusals(operation.db, [id])).get(id);
        if (referred !== undefined) throw invalidFields({ username: [referred] });
      }
      if (fields.is_superuser === 0 || fields.is_staff === 0) {
        await guardLastSuperuser(operation.db, [id]);
      }
      const takes = row.is_staff > fields.is_staff || row.is_superuser > fields.is_superuser;
      if (takes && id === person.id && !request.includeSelf) throw isYou(person);
      await operation.update('auth_user', [{ id, ...fields }]);
      if (row.email === fields.email) return;
      await request.followAddress(operation, row.email);
      if (row.email !== '') await request.tellOldAddress?.(operation, row);
    },
  );
  return outcomeOfOne(result);
}

/** Changes with every edit of the fields that the form shows. */
export function revisionOf(
  row: Pick<AuthUserRow, 'username' | 'email' | 'first_name' | 'last_name'> & StaffFlags,
): string {
  const { username, email, first_name, last_name, is_staff, is_superuser } = row;
  const text = JSON.stringify([username, email, first_name, last_name, is_staff, is_superuser]);
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}

/** The refusal for an account that no longer exists. */
export function accountGone(): RefusedError {
  return new RefusedError({
    code: 'not-found',
    message: 'This account no longer exists. Nothing was changed.',
  });
}

function changedMeanwhile(username: string): RefusedError {
  return new RefusedError({
    code: 'conflict',
    message: `${username} was changed by somebody else meanwhile. Nothing was overwritten.`,
    advice: 'Look at the values as they are now, then save yours again.',
  });
}

function flagRefusal(person: Person, before: StaffFlags, after: StaffFlags): string | null {
  const same = before.is_staff === after.is_staff && before.is_superuser === after.is_superuser;
  return same || person.isSuperuser ? null : 'Only a superuser may change who is staff.';
}

type StaffFlags = Pick<AuthUserRow, 'is_staff' | 'is_superuser'>;
