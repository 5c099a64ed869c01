import { sql } from 'kysely';

import type { OutputOf } from '../../shared/contract/index.ts';
import type { Outcome } from '../../shared/contract/operations.ts';
import { issuedCutoff, keyEnd } from '../accounts/registration-window.ts';
import type { Database } from '../db/open-database.ts';
import { readSetting } from '../settings/settings-store.ts';
import { readPendingRows } from './pending-rows.ts';
import type { RegistrationContext } from './registration-context.ts';
import { readRegistrations, type RegistrationRecord } from './registration-record.ts';
import { removalRefusal, waitsForApproval } from './registration-rules.ts';
import { remove, review, type ReviewRequest } from './review-registrations.ts';

/** How many of those who would go are shown, and how many names of those who would stay. */
const SAMPLE_SIZE = 200;
const NAMES_SIZE = 5;

/**
 * Who a clean-up would remove and whom it would leave, with the reason, before anything goes
 * (`cleanupregistration`, with the rule of django-registration-redux 2.5 made stricter).
 */
export async function planCleanUp(
  context: RegistrationContext,
): Promise<OutputOf<'registrations.cleanUpPlan'>> {
  const { db } = context;
  const now = context.now();
  const { activationDays } = await readSetting(db, 'registration');
  const protects = protection(now, activationDays);
  const goes: number[] = [];
  const stays = new Map<string, string[]>();
  for (const record of await readRegistrations(db, await unconfirmed(db, now, activationDays))) {
    const reason = protects(record);
    if (reason === null) goes.push(record.userId);
    else stays.set(reason, [...(stays.get(reason) ?? []), record.username]);
  }
  const sample = await readPendingRows(context, goes.slice(0, SAMPLE_SIZE));
  return {
    rule:
      `Sign-ups whose link ended, ${activationDays} ${activationDays === 1 ? 'day' : 'days'} after it was sent, and that were never ` +
      'activated. Nobody who is active, is staff, has ever signed in, waits for approval or was activated once is taken.',
    ids: goes,
    sample,
    leftOut: [...stays].map(([reason, names]) => ({
      reason,
      count: names.length,
      names: names.slice(0, NAMES_SIZE),
    })),
  };
}

/** Removes the frozen set. Each is judged again: who has become protected meanwhile stays. */
export async function cleanUp(
  context: RegistrationContext,
  request: ReviewRequest,
): Promise<Outcome> {
  const { activationDays } = await readSetting(context.db, 'registration');
  const refusal = protection(context.now(), activationDays);
  const given = { ...request, kind: 'registrations.cleanUp', refusal };
  return review(context, given, (operation, chosen) => remove(context, operation, chosen));
}

/** The rule of the clean-up: why a sign-up stays, or null when it goes. */
function protection(now: Date, activationDays: number) {
  return (record: RegistrationRecord): string | null => {
    const refused = removalRefusal(record);
    if (refused !== null) return refused;
    if (waitsForApproval(record)) return 'Waits for approval.';
    return keyEnd(record.issuedAt, activationDays) <= now ? null : 'The link still works.';
  };
}

/** Everybody whose first link has ended without being used, protected or not. */
async function unconfirmed(db: Database, now: Date, activationDays: number): Promise<number[]> {
  const { rows } = await sql<{ id: number }>`
    SELECT auth_user.id FROM auth_user
    JOIN registration_registrationprofile AS profile ON profile.user_id = auth_user.id
    WHERE (profile.activated = 0 OR auth_user.is_active = 0)
      AND auth_user.date_joined <= ${issuedCutoff(now, activationDays)}`.execute(db);
  return rows.map(({ id }) => id);
}
