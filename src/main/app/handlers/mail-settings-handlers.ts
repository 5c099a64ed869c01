import type { Database } from '../../db/open-database.ts';
import type { ProfileInput } from '../../../shared/contract/mail-settings.ts';
import type { Person } from '../../accounts/account-guards.ts';
import { mailPresets } from '../../mail/smtp/presets.ts';
import { chooseAsRead, deleteAsRead, giveKeyAsRead } from '../../settings/act-on-mail-server.ts';
import {
  newProfileId,
  saveCapture,
  saveProfile,
  saveSender,
} from '../../settings/mail-settings-service.ts';
import { saveForm } from '../../settings/save-form.ts';
import { readSetting, settingReader } from '../../settings/settings-store.ts';
import { readLeavingWarnings } from '../../site/leaving-warnings.ts';
import { readMailSettings } from '../../settings/show-mail-settings.ts';
import { deleteUnreadProfile, readUnreadProfiles } from '../../settings/unread-profiles.ts';
import { readFaults, saveFaults, switchFaultsOff } from '../../settings/fault-rules.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** Where mail goes, whom it is from, and what is wrong with a mail server. */
export function mailSettingsHandlers(services: Services) {
  const { doctor } = services;
  return {
    'mailSettings.get': async () => ({
      ...(await readMailSettings(services)),
      unread: await readUnreadProfiles(services.db),
      warnings: await readLeavingWarnings(services),
    }),
    'mailSettings.presets': () => mailPresets(),
    'mailSettings.saveSender': (input, { person }) =>
      saveForm(services, { person, input, read: settingReader('mail'), save: saveSender }),
    'mailSettings.saveCapture': async (input, { person }) => {
      const read = settingReader('capture');
      const answer = await saveForm(services, { person, input, read, save: saveCapture });
      await services.followCapture();
      return answer;
    },
    'mailSettings.saveProfile': async (input, { person }) => {
      const id = input.id ?? newProfileId(services);
      const read = async (db: Database) => {
        const { profiles } = await readSetting(db, 'mail');
        return profiles.find((profile) => profile.id === id) ?? null;
      };
      const save = async (context: Services, _: Person, values: ProfileInput) =>
        (await saveProfile(context, person, values, id)).operationId;
      return { ...(await saveForm(services, { person, input, read, save })), id };
    },
    'mailSettings.deleteProfile': async (input, { person }) => ({
      operationId: await deleteAsRead(services, person, input),
    }),
    'mailSettings.deleteUnread': async ({ digest }, { person }) => ({
      operationId: await deleteUnreadProfile(services, person, digest),
    }),
    'mailSettings.makeDkimKey': async (input, { person }) => ({
      operationId: await giveKeyAsRead(services, person, input),
    }),
    'mailSettings.choose': async (input, { person }) => ({
      operationId: await chooseAsRead(services, person, input),
    }),
    'faults.get': () => readFaults(services),
    'faults.save': async (input, { person }) => {
      const answer = await saveForm(services, {
        person,
        input,
        read: settingReader('faults'),
        save: saveFaults,
      });
      await services.followCapture();
      return answer;
    },
    'faults.switchOff': async (_, { person }) => {
      const operationId = await switchFaultsOff(services, person);
      await services.followCapture();
      return { operationId };
    },
    'doctor.start': async (input, { person }) => ({ run: await doctor.start(person, input) }),
    'doctor.progress': ({ run }) => doctor.progress(run),
    'doctor.verdict': ({ id }) => doctor.verdictOf(id),
    'doctor.stop': ({ run }) => {
      doctor.stop(run);
      return {};
    },
  } satisfies Partial<Handlers>;
}
