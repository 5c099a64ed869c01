import { keySet } from '../db/key-set.ts';
import type { Operation } from '../operations/operation.ts';

/**
 * Signs people out of the accounts site, within the act that gives the reason. Sessions are facts
 * and no changes: an undo does not bring them back.
 */
export async function endSessionsOf({ db }: Operation, ids: readonly number[]): Promise<void> {
  await db.deleteFrom('gatehouse_session').where('user_id', 'in', keySet(ids)).execute();
}
