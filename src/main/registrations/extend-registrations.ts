import type { Outcome } from '../../shared/contract/operations.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { keyEnd } from '../accounts/registration-window.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Operation } from '../operations/operation.ts';
import { keySet } from '../operations/row-store.ts';
import { readSetting } from '../settings/settings-store.ts';
import { activationKeyHash } from './activation-mail.ts';
import { followDeadlines } from './mail-deadlines.ts';
import type { RegistrationContext } from './registration-context.ts';
import type { RegistrationRecord } from './registration-record.ts';
import { linkRefusal } from './registration-rules.ts';
import { review, type ReviewRequest } from './review.ts';

/**
 * Gives sign-ups more time with the link that they have: so many days more, counted from now where
 * it has ended. Nobody is mailed; a mail that still waits says the new end. django-registration
 * counts from the sign-up date alone, so a Django site that shares the database does not see it;
 * the accounts site of Gatehouse does.
 *
 * @param request.days How many days more, 1 to 365.
 */
export async function extendRegistrations(
  context: RegistrationContext,
  request: ReviewRequest & { readonly days: number },
): Promise<Outcome> {
  const { days } = request;
  const { activationDays } = await readSetting(context.db, 'registration');
  const now = context.now().getTime();
  const given = {
    ...request,
    kind: 'registrations.extend',
    refusal: linkRefusal,
    detail: { days },
  };
  return review(context, given, async (operation, chosen) => {
    const rows = chosen.map((record) => {
      const end = Math.max(keyEnd(record.issuedAt, activationDays).getTime(), now);
      const issued = new Date(end + (days - activationDays) * DAY_MS);
      return { record, reissued_at: toDjangoDatetime(issued) };
    });
    await moveDeadlines(operation, rows);
    await followDeadlines(
      operation.db,
      rows.map(({ record }) => record.userId),
    );
  });
}

async function moveDeadlines(
  operation: Operation,
  rows: readonly { readonly record: RegistrationRecord; readonly reissued_at: string }[],
): Promise<void> {
  const ids = rows.map(({ record }) => record.userId);
  const known = await operation.db
    .selectFrom('gatehouse_registration')
    .select('user_id')
    .where('user_id', 'in', keySet(ids))
    .execute();
  const present = new Set(known.map(({ user_id }) => user_id));
  await operation.update(
    'gatehouse_registration',
    rows
      .filter(({ record }) => present.has(record.userId))
      .map(({ record, reissued_at }) => ({ user_id: record.userId, reissued_at })),
  );
  await operation.insert(
    'gatehouse_registration',
    rows
      .filter(({ record }) => !present.has(record.userId))
      .map(({ record, reissued_at }) => ({
        user_id: record.userId,
        key_hash: activationKeyHash(record.activationKey),
        reissued_at,
      })),
  );
}
