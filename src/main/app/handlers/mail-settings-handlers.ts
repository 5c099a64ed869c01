import { mailPresets } from '../../mail/presets.ts';
import {
  chooseLive,
  deleteProfile,
  giveDkimKey,
  saveCapture,
  saveProfile,
  saveSender,
} from '../../settings/mail-settings-service.ts';
import { readMailSettings } from '../../settings/show-mail-settings.ts';
import { readFaults, saveFaults, switchFaultsOff } from '../../settings/fault-rules.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

type Names = Extract<
  keyof Handlers,
  `mailSettings.${string}` | `doctor.${string}` | `faults.${string}`
>;

/** Where mail goes, whom it is from, and what is wrong with a mail server. */
export function mailSettingsHandlers(services: Services): Pick<Handlers, Names> {
  const { doctor } = services;
  return {
    'mailSettings.get': () => readMailSettings(services),
    'mailSettings.presets': () => mailPresets(),
    'mailSettings.saveSender': async (input, { person }) => ({
      operationId: await saveSender(services, person, input),
    }),
    'mailSettings.saveCapture': async (input, { person }) => {
      const operationId = await saveCapture(services, person, input);
      await services.followCapture();
      return { operationId };
    },
    'mailSettings.saveProfile': (input, { person }) => saveProfile(services, person, input),
    'mailSettings.deleteProfile': async ({ id }, { person }) => ({
      operationId: await deleteProfile(services, person, id),
    }),
    'mailSettings.makeDkimKey': async (input, { person }) => ({
      operationId: await giveDkimKey(services, person, input),
    }),
    'mailSettings.choose': async ({ live }, { person }) => ({
      operationId: await chooseLive(services, person, live),
    }),
    'faults.get': () => readFaults(services),
    'faults.save': async ({ rules }, { person }) => {
      const operationId = await saveFaults(services, person, rules);
      await services.followCapture();
      return { operationId };
    },
    'faults.switchOff': async (_, { person }) => {
      const operationId = await switchFaultsOff(services, person);
      await services.followCapture();
      return { operationId };
    },
    'doctor.start': async (input, { person }) => ({ run: await doctor.start(person, input) }),
    'doctor.progress': ({ run }) => doctor.progress(run),
    'doctor.stop': ({ run }) => {
      doctor.stop(run);
      return {};
    },
  };
}
