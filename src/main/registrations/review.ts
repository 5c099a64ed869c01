import type { Outcome } from '../../shared/contract/operations.ts';
import type { referenceRefusals } from '../accounts/site-references.ts';
import type { Database } from '../db/open-database.ts';
import { actOnMany } from '../operations/act-on-many.ts';
import type { Actor } from '../operations/actor.ts';
import type { OperationKind } from '../operations/operation-kinds.ts';
import type { Operation } from '../operations/operation.ts';
import type { RegistrationContext } from './registration-context.ts';
import { readRegistrations, type RegistrationRecord } from './registration-record.ts';
import { staffRefusal } from './registration-rules.ts';

/** An act of the reviewer on sign-ups: which, by whom. */
export interface ReviewRequest {
  readonly ids: readonly number[];
  readonly actor: Actor;
  /** Skips sign-ups that will be staff: only a superuser touches those. */
  readonly sparesStaff?: boolean;
}

/**
 * The shape of every act on sign-ups: decide for each, do it for the chosen in one operation, and
 * say who was skipped and why.
 */
export function review(
  context: RegistrationContext,
  request: ReviewRequest & {
    readonly kind: OperationKind;
    readonly refusal: (record: RegistrationRecord) => string | null;
    /** Reasons that the database knows besides, by the ids of those to spare. */
    readonly refusalsOf?: (
      db: Database,
      ids: readonly number[],
      found: readonly RegistrationRecord[],
    ) => ReturnType<typeof referenceRefusals>;
    readonly isAlwaysTold?: boolean;
    readonly detail?: Readonly<Record<string, unknown>>;
  },
  act: (operation: Operation, chosen: readonly RegistrationRecord[]) => Promise<void>,
): Promise<Outcome> {
  const { sparesStaff = false, refusal, ...judging } = request;
  return actOnMany<RegistrationRecord & { readonly id: number }>(
    context,
    {
      ...judging,
      read: async (db, ids) =>
        (await readRegistrations(db, ids)).map((record) => ({ ...record, id: record.userId })),
      refusal: (record) => (sparesStaff ? staffRefusal(record) : null) ?? refusal(record),
    },
    act,
  );
}
