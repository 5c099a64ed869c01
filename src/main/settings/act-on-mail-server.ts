import { isDeepStrictEqual } from 'node:util';

import type { ParsedInputOf } from '../../shared/contract/index.ts';
import { RefusedError } from '../../shared/errors.ts';
import type { Person } from '../accounts/account-guards.ts';
import type { Database } from '../db/open-database.ts';
import { chooseLive, deleteProfile, giveDkimKey } from './mail-settings-service.ts';
import { isAsRead } from './save-form.ts';
import type { MailSettings } from './settings.ts';
import type { SettingsContext } from './settings-service.ts';
import { readSetting } from './settings-store.ts';
import { dkimRecordOf } from './show-mail-settings.ts';
import { secretName, type SmtpProfile } from './smtp-profile.ts';

/**
 * Deletes a mail server, unless others have changed it since it was shown to who asks.
 *
 * @throws RefusedError `conflict`, and whatever `deleteProfile` throws.
 */
export async function deleteAsRead(
  context: SettingsContext,
  person: Person,
  { id, basedOn }: ParsedInputOf<'mailSettings.deleteProfile'>,
): Promise<number | null> {
  const guarded = guardedBy(context, (mail) => {
    const profile = profileIn(mail, id);
    if (profile && !isAsRead(profile, basedOn)) {
      throw overtaken(
        'This mail server was changed meanwhile. It was not deleted.',
        'Look at its values as they are now, then delete it if you still want to.',
      );
    }
  });
  return deleteProfile(guarded, person, id);
}

/**
 * Sends mail another way from here on, unless others have chosen one meanwhile, or have changed the
 * server since it was shown to who asks.
 *
 * @throws RefusedError `conflict`, and whatever `chooseLive` throws.
 */
export async function chooseAsRead(
  context: SettingsContext,
  person: Person,
  { live, basedOn }: ParsedInputOf<'mailSettings.choose'>,
): Promise<number | null> {
  const guarded = guardedBy(context, (mail) => {
    const profile = profileIn(mail, live);
    if (profile && !(basedOn.profile && isAsRead(profile, basedOn.profile))) {
      throw overtaken(
        'This mail server was changed meanwhile. Mails go the way they went.',
        'Close this, look at its values as they are now, then choose again.',
      );
    }
    if (mail.live !== basedOn.live && mail.live !== live) {
      throw overtaken(
        'Somebody has chosen another way for mails meanwhile. It was left so.',
        'Close this, look where mails go now, then choose again.',
      );
    }
  });
  return chooseLive(guarded, person, live);
}

/**
 * Makes a signing key for a mail server, unless others have changed what it signs with since that was
 * shown to who asks: the record of their key may be published already.
 *
 * @throws RefusedError `conflict`, and whatever `giveDkimKey` throws.
 */
export async function giveKeyAsRead(
  context: SettingsContext,
  person: Person,
  { basedOn, ...input }: ParsedInputOf<'mailSettings.makeDkimKey'>,
): Promise<number | null> {
  const { db, secrets } = context;
  const { dkimRecord: record, ...signed } = basedOn;
  const name = secretName(input, 'dkimKey');
  const key = await secrets.sealed(name);
  const profile = profileIn(await readSetting(db, 'mail'), input.id);
  // A key can be opened outside of a transaction only; within it, it must be the same one still.
  const isShown = !profile || isDeepStrictEqual(await dkimRecordOf(secrets, profile), record);
  const guarded = guardedBy(context, async (mail, transaction) => {
    const now = profileIn(mail, input.id);
    const isSame = isShown && (await secrets.sealed(name, transaction)) === key;
    if (now && !(isSame && isAsRead(now, signed))) {
      throw overtaken(
        'The signature of this mail server was changed meanwhile. It was left so.',
        'Look at its record as it is now, then make a key if you still need one.',
      );
    }
  });
  return giveDkimKey(guarded, person, input);
}

/** Looks at the settings in the transaction that writes, before it does. */
function guardedBy(
  context: SettingsContext,
  guard: (mail: MailSettings, transaction: Database) => void | Promise<void>,
): SettingsContext {
  return {
    ...context,
    around: async (transaction, write) => {
      await guard(await readSetting(transaction, 'mail'), transaction);
      await write();
    },
  };
}

/** Undefined for one that was deleted: whatever writes says so. */
function profileIn({ profiles }: MailSettings, id: string): SmtpProfile | undefined {
  return profiles.find((profile) => profile.id === id);
}

function overtaken(message: string, advice: string): RefusedError {
  return new RefusedError({ code: 'conflict', message, advice });
}
