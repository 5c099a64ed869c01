import { holdReasons } from '../mail/outbox/mail-fate.ts';
import { SYSTEM } from '../operations/actor.ts';
import { addLink } from '../operations/audit-chain.ts';
import { runOperation } from '../operations/run-operation.ts';
import { readSetting, readSite } from '../settings/settings-store.ts';
import { readInvited } from './activation-mail.ts';
import type { RegistrationContext } from './registration-context.ts';

/** No account has this number. */
const NOBODY = 0;

/**
 * The work of a mail, for nobody: what is read for it, and the mail itself, put into the outbox and
 * chained to the log, and taken out of both again in one transaction. Who asks for a mail to an
 * address that nobody has waits as long as who asks for one that somebody has (ASVS 6.3.8).
 */
export async function mailNobody(context: RegistrationContext): Promise<void> {
  await runOperation(
    context.db,
    { kind: 'mail.nobody', actor: SYSTEM, at: context.now() },
    async (operation) => {
      const { db } = operation;
      await holdReasons(db, [NOBODY]);
      await readSite(db);
      await readSetting(db, 'registration');
      await readInvited(operation, [NOBODY]);
      const { id } = await context.outbox.put(operation, {
        kind: 'already_registered',
        accountId: null,
        to: 'nobody@localhost',
        notAfter: null,
        graceMs: 0,
        context: { user: { username: 'nobody' }, login_link: '', reset_link: '' },
      });
      await addLink(db, { id: operation.id, accounts: 1, changes: [] });
      await db.deleteFrom('gatehouse_outbox').where('id', '=', id).execute();
      await db
        .deleteFrom('gatehouse_audit_link')
        .where('operation_id', '=', operation.id)
        .execute();
      operation.countMails(-1);
    },
  );
}
