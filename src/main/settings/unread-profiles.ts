import { createHash } from 'node:crypto';

import type { OutputOf } from '../../shared/contract/index.ts';
import { RefusedError } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import type { Database } from '../db/open-database.ts';
import { letGo, refuseWhileLive } from './mail-settings-service.ts';
import { saveSettings, type SettingsContext } from './settings-service.ts';
import { readSetting, readStored } from './settings-store.ts';
import { unreadProfilesIn, withoutProfile } from './stored-settings.ts';

/** The mail servers that are stored and not understood, each with the digest of how it is stored. */
export async function readUnreadProfiles(
  db: Database,
): Promise<OutputOf<'mailSettings.get'>['unread']> {
  const stored = (await readStored(db, 'mail')) ?? '';
  return unreadProfilesIn(stored).map(({ stored: profile, ...told }) => ({
    ...told,
    digest: digestOf(profile),
  }));
}

/**
 * Deletes a mail server that is not understood, and its secrets. The undo brings it back as it was
 * stored.
 *
 * @param digest Of how it was stored when it was shown.
 * @throws RefusedError `not-found` when it is stored otherwise by now, `conflict` while mails wait for it.
 */
export async function deleteUnreadProfile(
  context: SettingsContext,
  person: Person,
  digest: string,
): Promise<number | null> {
  return saveSettings(context, { kind: 'settings.mail', person }, async (operation) => {
    const { db } = operation;
    const stored = (await readStored(db, 'mail')) ?? '';
    const unread = unreadProfilesIn(stored).find((each) => digestOf(each.stored) === digest);
    if (unread === undefined) throw goneMeanwhile();
    const mail = await readSetting(db, 'mail');
    // Another one that has its id keeps its secrets and its mails.
    if (unread.id !== '' && mail.profiles.every(({ id }) => id !== unread.id)) {
      refuseWhileLive(mail, unread.id);
      await letGo(context, db, unread.id);
    }
    const value = withoutProfile(stored, unread.stored);
    await operation.update('gatehouse_setting', [{ name: 'mail', value }]);
  });
}

function digestOf(profile: unknown): string {
  return createHash('sha256').update(JSON.stringify(profile)).digest('hex');
}

function goneMeanwhile(): RefusedError {
  return new RefusedError({
    code: 'not-found',
    message: 'This mail server was changed or deleted meanwhile. Nothing was changed.',
  });
}
