import { isDeepStrictEqual } from 'node:util';

import { RefusedError } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import type { Database } from '../db/open-database.ts';
import type { SettingsContext } from './settings-service.ts';

/** A form that somebody saves. */
interface SavedForm<Context, Values extends object, Base extends object> {
  readonly person: Person;
  /** Its values, and those that it was read with; null for something new. */
  readonly input: Values & { readonly basedOn: Base | null };
  /** What is stored of it, or null when it is not there. */
  readonly read: (db: Database) => Promise<Base | null>;
  /** Saves by `saveSettings`, with the context that it is given. */
  readonly save: (context: Context, person: Person, values: Values) => Promise<number | null>;
}

/**
 * Saves a form unless others have saved since it was read. It is compared with what is stored in the
 * transaction that writes it, so that of two saves in one moment the second is refused.
 *
 * @returns What is stored now, which may be written otherwise than it was sent.
 * @throws RefusedError `conflict` with what is stored, and whatever `save` throws.
 */
export async function saveForm<
  Context extends SettingsContext,
  Values extends object,
  Base extends object,
>(
  context: Context,
  { person, input, read, save }: SavedForm<Context, Values, Base>,
): Promise<{ operationId: number | null; stored: Base }> {
  const { basedOn, ...values } = input;
  let after: Base | null = null;
  const around = async (db: Database, write: () => Promise<void>): Promise<void> => {
    const stored = await read(db);
    if (stored !== null) guardOvertaken(stored, basedOn, values);
    await write();
    after = await read(db);
  };
  const operationId = await save({ ...context, around }, person, values as unknown as Values);
  if (after === null) throw new Error('What was saved is not there.');
  return { operationId, stored: after };
}

/** Whether what is stored is still what was read, in every value that was. */
export function isAsRead(stored: object, basedOn: object): boolean {
  const now = new Map<string, unknown>(Object.entries(stored));
  return Object.entries(basedOn).every(([name, value]) => isDeepStrictEqual(now.get(name), value));
}

/** Refuses when something else is stored than the form was read with, and than it says itself. */
function guardOvertaken(stored: object, basedOn: object | null, values: object): void {
  const now = new Map<string, unknown>(Object.entries(stored));
  const next = new Map<string, unknown>(Object.entries(values));
  const base = Object.entries(basedOn ?? {});
  const isKnown = base.every(
    ([name, value]) =>
      isDeepStrictEqual(now.get(name), value) || isDeepStrictEqual(now.get(name), next.get(name)),
  );
  if (basedOn !== null && isKnown) return;
  throw new RefusedError({
    code: 'conflict',
    message: 'Other values were saved meanwhile. Nothing was overwritten.',
    advice: 'Look at the values as they are now, then save yours again.',
    stored: Object.fromEntries(base.map(([name]) => [name, now.get(name)])),
  });
}
