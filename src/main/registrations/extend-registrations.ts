import type { Outcome } from '../../shared/contract/operations.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { keyEnd } from '../accounts/registration-window.ts';
import { isOfProject } from '../db/project-database.ts';
import { readSetting } from '../settings/settings-store.ts';
import { followDeadlines } from './mail-deadlines.ts';
import type { RegistrationContext } from './registration-context.ts';
import { noteKeys } from './registration-keys.ts';
import { review, type ReviewRequest } from './review.ts';

/**
 * Gives sign-ups more time with the link that they have: so many days more, counted from now where
 * it has ended. Nobody is mailed; a mail that still waits says the new end. In a Django project's
 * database their days count anew from now instead: its site counts from the sign-up date alone, and
 * nobody signs up on a day to come.
 *
 * @param request.days How many days more, 1 to 365.
 */
export async function extendRegistrations(
  context: RegistrationContext,
  request: ReviewRequest & { readonly days: number },
): Promise<Outcome> {
  const { days } = request;
  const { activationDays } = await readSetting(context.db, 'registration');
  const countsAnew = await isOfProject(context.db);
  const now = context.now();
  const given = { ...request, act: 'extend', detail: countsAnew ? {} : { days } } as const;
  return review(context, given, async (operation, chosen) => {
    const keys = chosen.map(({ userId, activationKey, issuedAt }) => {
      const end = Math.max(keyEnd(issuedAt, activationDays).getTime(), now.getTime());
      const longer = new Date(end + (days - activationDays) * DAY_MS);
      return { userId, activationKey, issuedAt: countsAnew ? now : longer };
    });
    await noteKeys(operation, keys);
    await followDeadlines(
      operation.db,
      keys.map(({ userId }) => userId),
    );
  });
}
