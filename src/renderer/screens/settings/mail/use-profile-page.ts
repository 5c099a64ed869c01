import { useRef, useState } from 'react';
import { flushSync } from 'react-dom';

import type {
  MailSettings,
  Profile,
  ProfileInput,
  SecretChange,
} from '../../../../shared/contract/mail-settings.ts';
import { showTurns } from '../../../ui/show-turns.ts';
import { putMailSettings } from '../put-stored.ts';
import { useSettingsForm } from '../use-settings-form.ts';
import { focusField } from './focus-field.ts';
import {
  isSecretName,
  isShown,
  isTyped,
  KEEP_ALL,
  keeping,
  type KnownServer,
  profileValues,
  type ProfileValues,
  SECRET_NAMES,
  type SecretName,
  type Secrets,
  sentValues,
  typedSince,
  wasMoved,
} from './profile-values.ts';

interface ProfilePageOptions {
  /** Null for a new one. */
  readonly profile: Profile | null;
  readonly defaults: MailSettings['defaults'];
  readonly blocked: string | undefined;
  /** Which way mails go now: `capture`, or the id of a server. */
  readonly live: { readonly id: string; readonly name: string };
  /** Asks whether mails shall go through a server from now on. */
  readonly onUse: (id: string) => void;
  /** Secrets that were typed before the form was opened. */
  readonly typedSecrets: Secrets;
  /** Told of the id under which it was saved, and of the secrets that were typed meanwhile. */
  readonly onSaved: (id: string, typedSecrets: Secrets) => void;
}

const ENTER_AGAIN =
  'The server or its user was changed meanwhile. What you typed is not sent there. Enter it again.';

export type ProfilePage = ReturnType<typeof useProfilePage>;

/** The form of one mail server: what is typed, its secrets, and saving them. */
export function useProfilePage(options: ProfilePageOptions) {
  const { profile, defaults, blocked, live, onUse, typedSecrets, onSaved } = options;
  const id = profile?.id ?? null;
  const saved = profile ? profileValues(profile) : defaults;
  const form = useSettingsForm({
    section: `mail/${id ?? 'new'}`,
    command: 'mailSettings.saveProfile',
    stored: saved,
    valuesOf: (stored): ProfileValues => stored,
    putStored: (client, stored) =>
      putMailSettings(client, (all) => ({
        ...all,
        profiles: all.profiles.map((each) => (each.id === id ? { ...each, ...stored } : each)),
      })),
    isNew: profile === null,
  });
  const known: KnownServer = { saved, values: form.values };
  const [typed, setTyped] = useState(typedSecrets);
  /** What was known of the server when a secret was typed; of others, when the form was opened. */
  const [opened] = useState(known);
  const [typedFor, setTypedFor] = useState<Partial<Record<SecretName, KnownServer>>>({});
  // While one saves, what is stored may be one's own already.
  const elsewhere = form.form.pending
    ? []
    : SECRET_NAMES.filter(
        (name) => isTyped(typed[name]) && wasMoved(name, typedFor[name] ?? opened, known),
      );
  // It is never sent to a server that it was not typed for, not even to examine it.
  const secrets = keeping(typed, elsewhere);
  /** The secrets by now, also in a save that began before. */
  const latest = useRef(typed);
  const putSecrets = (next: Secrets) => {
    latest.current = next;
    setTyped(next);
  };
  const typeSecrets = (changes: Partial<Secrets>, server: KnownServer) => {
    putSecrets({ ...latest.current, ...changes });
    for (const name of SECRET_NAMES.filter((each) => each in changes)) {
      setTypedFor((before) => ({ ...before, [name]: server }));
      form.clear(name);
    }
  };
  const setSecret = (name: SecretName, change: SecretChange) =>
    typeSecrets({ [name]: change }, known);
  const hasSecrets = SECRET_NAMES.some(
    (name) => isTyped(typed[name]) || typed[name].change === 'forget',
  );
  const draft: ProfileInput = { ...sentValues(form.values), id, secrets };
  return {
    ...form,
    profile,
    saved,
    defaults,
    blocked,
    secrets,
    draft,
    errors: {
      ...form.errors,
      ...Object.fromEntries(elsewhere.map((name) => [name, ENTER_AGAIN])),
    },
    changed: form.changed || hasSecrets,
    /** Whether a secret is typed or to be forgotten. They are in no draft. */
    hasSecrets,
    /** Whether anything is otherwise than when it was opened, if only a field for a secret. */
    isTouched: form.changed || typed !== KEEP_ALL,
    setSecret,
    /** Fills in a server and the secrets that go there, as if both were typed. */
    fillIn: (values: Partial<ProfileValues>, given: Partial<Secrets>) => {
      form.set(values);
      typeSecrets(given, { saved, values: { ...form.values, ...values } });
    },
    /**
     * Puts the focus into a field. A user has one once there is to be a login, and a secret that is
     * stored once it is to be changed.
     */
    showField: (field: string) => {
      if (focusField(field)) return;
      if (field === 'user') flushSync(() => form.set({ auth: 'auto' }));
      else if (isSecretName(field) && isShown(field, form.values.auth)) {
        flushSync(() => setSecret(field, { change: 'set', secret: '' }));
      } else return;
      focusField(field);
    },
    /** Secrets are never put back. */
    discard: () => {
      putSecrets(KEEP_ALL);
      return form.discard();
    },
    /** @returns Whether it is saved. */
    save: async (): Promise<boolean> => {
      const answer = await form.save(draft, `${draft.name.trim()} is`, (done) =>
        done.id === live.id
          ? undefined
          : {
              about: 'delivery',
              description: `Mail still goes to ${showTurns(live.name)}.`,
              action: { label: 'Use it now', onClick: () => onUse(done.id) },
            },
      );
      if (answer === null) return false;
      const since = typedSince(secrets, latest.current);
      putSecrets(since);
      // Another form is opened for it, under its id, and goes on with what was typed meanwhile.
      if (id === null) form.moveTo(`mail/${answer.id}`);
      onSaved(answer.id, since);
      return true;
    },
  };
}
