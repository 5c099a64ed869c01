import { generateKeyPairSync } from 'node:crypto';

import { expect, it, onTestFinished, vi } from 'vitest';

import { chosenDelivery, releaseDelivery } from '../../../../src/main/mail/outbox/delivery.ts';
import { createDoctor } from '../../../../src/main/mail/doctor/doctor.ts';
import {
  chooseLive,
  giveDkimKey,
  saveProfile,
} from '../../../../src/main/settings/mail-settings-service.ts';
import { readMailSettings } from '../../../../src/main/settings/show-mail-settings.ts';
import { createSecretStore, type SecretStore } from '../../../../src/main/settings/secret-store.ts';
import { addAdministrator, createCore, register } from '../../../support/core.ts';
import { outbox, startCourier } from '../../../support/courier.ts';
import { profileInput } from '../../../support/mail-profile.ts';
import { change } from '../../../support/site-flows.ts';
import { startSmtpSink } from '../../../support/smtp-sink.ts';

const SIGNED = { domain: 'shop.example', selector: 'mail1' };

/** A site with one mail that is due, whose live server has its mails signed. */
async function openSigning() {
  const core = await createCore();
  await change(core, 'registration', { holdAfter: 0 });
  const person = await addAdministrator(core);
  const sink = await startSmtpSink();
  onTestFinished(() => sink.close());
  const place = { host: '127.0.0.1', port: sink.port, security: 'none', auth: 'none' } as const;
  const { id } = await saveProfile(core.context, person, profileInput(place));
  await giveDkimKey(core.context, person, { id, ...SIGNED });
  await chooseLive(core.context, person, id);
  await register(core, 'anna');
  const form = profileInput({ id, ...place, dkimDomain: 'shop.example', dkimSelector: 'mail1' });
  const keyName = `smtp.${id}.dkimKey` as const;
  return { core, person, sink, id, form, keyName };
}

/** The stored secrets as a key store shows them that was reset: they are there, and stay shut. */
function shutStore({ db }: Awaited<ReturnType<typeof createCore>>): SecretStore {
  return createSecretStore(db, {
    seal: async (secret) => secret,
    open: () => Promise.reject(new Error('Unsupported state or unable to authenticate data')),
  });
}

const LOST: Readonly<
  Record<string, (given: Awaited<ReturnType<typeof openSigning>>) => Promise<SecretStore>>
> = {
  'can’t be opened': async ({ core }) => shutStore(core),
  'is not there': async ({ core, keyName }) => {
    await core.secrets.forget(keyName);
    return core.secrets;
  },
  'is no key any more': async ({ core, keyName }) => {
    await core.secrets.write(
      keyName,
      '-----BEGIN PRIVATE KEY-----\nMII\n-----END PRIVATE KEY-----',
    );
    return core.secrets;
  },
  'can’t sign': async ({ core, keyName }) => {
    const { privateKey } = generateKeyPairSync('ed25519');
    await core.secrets.write(
      keyName,
      privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    );
    return core.secrets;
  },
};

it.each(Object.entries(LOST))(
  'stands still rather than send unsigned where the key %s, and goes on with another',
  async (_, lose) => {
    const signing = await openSigning();
    const { core, person, sink, id } = signing;
    let secrets = await lose(signing);
    const courier = startCourier(core, () => chosenDelivery(core.db, secrets, null));
    await courier.flush();
    expect(sink.messages).toEqual([]);
    expect(courier.pause?.title).toMatch(/key that signs mails/);
    expect(courier.pause?.advice).toMatch(/^Mails wait\. .*Signature \(DKIM\)/);
    expect(await outbox(core)).toMatchObject([{ state: 'queued', attempts: 0 }]);
    expect(await core.db.selectFrom('gatehouse_outbox_attempt').select('id').execute()).toEqual([]);

    ({ secrets } = core);
    await giveDkimKey(core.context, person, { id, ...SIGNED });
    courier.resume();
    await courier.flush();
    expect(sink.messages).toHaveLength(1);
    expect(sink.messages[0]).toMatch(/^DKIM-Signature: /);
  },
);

it.each(Object.entries(LOST))(
  'is told by the doctor where the key %s, with a change that mends it',
  async (_, lose) => {
    const signing = await openSigning();
    const { core, person, sink, form } = signing;
    const doctor = createDoctor({
      ...core.context,
      secrets: await lose(signing),
      capturePort: () => null,
      onChange: () => {},
      onError: (error) => expect.unreachable(String(error)),
    });
    onTestFinished(() => doctor.close());
    const examined = async (profile: typeof form) => {
      const run = await doctor.start(person, { profile, to: null });
      return vi.waitFor(() => {
        const seen = doctor.progress(run);
        if (!seen || seen.running) throw new Error('It goes on.');
        return seen;
      });
    };
    const { problem } = await examined(form);
    expect(problem).toMatchObject({
      field: 'dkimKey',
      title: expect.stringMatching(/signs mails/),
      advice: expect.stringMatching(/^No mail can leave this way\. .*once the server is saved/),
    });
    const [fix] = problem?.fixes ?? [];
    expect(fix?.label).toBe('Leave mails unsigned');
    const mended = await examined({ ...form, ...fix?.changes });
    expect(mended.problem).toBeNull();
    expect(sink.messages).toEqual([]);
  },
);

it('sends released mails without a key, because they leave as they came', async () => {
  const { core, id } = await openSigning();
  const { sign } = await releaseDelivery(core.db, shutStore(core), id);
  expect(sign).toBeNull();
});

it('names any other secret that can’t be opened, and wants none that it does not use', async () => {
  const { core, person } = await openSigning();
  const secrets = {
    ...profileInput().secrets,
    password: { change: 'set', secret: 'open' },
  } as const;
  const { id } = await saveProfile(core.context, person, profileInput({ name: 'Other', secrets }));
  await chooseLive(core.context, person, id);
  const delivery = () => chosenDelivery(core.db, shutStore(core), null);
  await expect(delivery()).rejects.toMatchObject({
    title: 'The stored password can’t be opened.',
    field: 'password',
  });
  await saveProfile(core.context, person, profileInput({ id, name: 'Other', auth: 'none' }));
  expect((await delivery()).server.password).toBeNull();
});

it('shows the settings of a server whose key can’t be opened, without its record', async () => {
  const { core } = await openSigning();
  const { profiles } = await readMailSettings({ ...core.context, secrets: shutStore(core) });
  expect(profiles).toMatchObject([{ stored: { dkimKey: true }, dkimRecord: null }]);
});
