import type { Outcome } from '../../shared/contract/operations.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { keyEnd } from '../accounts/registration-window.ts';
import { readSetting } from '../settings/settings-store.ts';
import { followDeadlines } from './mail-deadlines.ts';
import type { RegistrationContext } from './registration-context.ts';
import { noteKeys } from './registration-keys.ts';
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
    const keys = chosen.map(({ userId, activationKey, issuedAt }) => {
      const end = Math.max(keyEnd(issuedAt, activationDays).getTime(), now);
      return { userId, activationKey, issuedAt: new Date(end + (days - activationDays) * DAY_MS) };
    });
    await noteKeys(operation, keys);
    await followDeadlines(
      operation.db,
      keys.map(({ userId }) => userId),
    );
  });
}
