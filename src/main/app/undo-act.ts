import { guardAnySuperuser, type Person } from '../accounts/account-guards.ts';
import { undoOfMaking } from '../accounts/undo-making.ts';
import { atConsole } from '../operations/actor.ts';
import { type Undone, undoOperation } from '../operations/undo-operation.ts';
import type { SignUpContext } from '../registrations/registration-context.ts';
import { followDeadlines } from '../registrations/mail-deadlines.ts';
import { guardProxied } from '../site/proxy-needs.ts';
import { guardOneself, guardUndo } from './undo-refusal.ts';

/**
 * Takes an act back for somebody at the console, with all that every undo has to look at.
 * @throws RefusedError where they may not, or where what would be left must not be.
 */
export async function undoAct(
  context: SignUpContext,
  request: {
    readonly id: number;
    /** They mean their own account too. */
    readonly includeSelf: boolean;
    readonly person: Person;
  },
): Promise<Undone> {
  const { id, includeSelf, person } = request;
  let guardAdministrators: Awaited<ReturnType<typeof guardAnySuperuser>> = async () => {};
  let guardSite: Awaited<ReturnType<typeof guardProxied>> = async () => {};
  return undoOperation(context, {
    id,
    actor: atConsole(person),
    at: context.now(),
    mails: context.outbox,
    making: undoOfMaking({ ...context, cancelMails: context.outbox.cancelFor }),
    async before(transaction) {
      await guardUndo(person, transaction, id);
      if (!includeSelf) await guardOneself(person, transaction, id);
      guardAdministrators = await guardAnySuperuser(transaction);
      guardSite = await guardProxied(transaction);
    },
    async after(transaction, ids) {
      await guardAdministrators(transaction);
      if (ids.includes(null)) await guardSite(transaction);
      await followDeadlines(transaction, ids);
    },
  });
}
