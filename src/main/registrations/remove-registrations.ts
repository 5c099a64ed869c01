import type { Outcome } from '../../shared/contract/operations.ts';
import type { RejectionReason, Remembered } from '../../shared/contract/registrations.ts';
import { deleteAccountRows } from '../accounts/delete-accounts.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Operation } from '../operations/operation.ts';
import { refusedBy } from './refused-addresses.ts';
import type { RegistrationContext } from './registration-context.ts';
import type { RegistrationRecord } from './registration-record.ts';
import { review, type ReviewRequest } from './review.ts';
import { tellDecision } from './tell-decision.ts';

/** Rejects sign-ups: their accounts go, the reason stays, and the person is told if wanted. */
export async function rejectRegistrations(
  context: RegistrationContext,
  request: ReviewRequest & {
    readonly reason: RejectionReason;
    readonly note: string;
    readonly tell: boolean;
    /** Whose further sign-ups are refused. */
    readonly remember?: Remembered;
  },
): Promise<Outcome> {
  const { reason, note, remember = 'nothing' } = request;
  return review(
    context,
    { ...request, act: 'reject', detail: { reason, note, remember } },
    async (operation, chosen) => {
      await remove(context, operation, chosen);
      const owners = new Map(chosen.map(({ username, userId }) => [username, userId]));
      await operation.insert(
        'gatehouse_rejection',
        chosen.map(({ username, email }) => ({
          username,
          email,
          reason,
          note,
          rejected_at: toDjangoDatetime(operation.at),
          refuses: refusedBy(email, remember),
        })),
        (_, { username }) => owners.get(String(username)) ?? null,
      );
      if (request.tell && reason !== 'spam') {
        await tellDecision(context, operation, chosen, { kind: 'rejected', note: note.trim() });
      }
    },
  );
}

/** Deletes sign-ups without a word to anybody. */
export async function deleteRegistrations(
  context: RegistrationContext,
  request: ReviewRequest,
): Promise<Outcome> {
  return review(context, { ...request, act: 'delete' }, (operation, chosen) =>
    remove(context, operation, chosen),
  );
}

/** Deletes sign-ups together with their mails that have not left. */
export async function remove(
  context: RegistrationContext,
  operation: Operation,
  chosen: readonly RegistrationRecord[],
): Promise<void> {
  const ids = chosen.map(({ userId }) => userId);
  await context.outbox.cancelFor(operation, ids, 'all');
  await deleteAccountRows(operation, ids);
}
