import { describe, expect, it } from 'vitest';

import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { profileInput } from '../../support/mail-profile.ts';

const MOVED = 'This mail server was changed meanwhile.';

/** A console with a mail server, and another as others would save it, as this one has it open. */
async function openServer() {
  const console = await createConsoleCore();
  await signIn(console);
  const { call } = console;
  const { id, stored } = await call('mailSettings.saveProfile', {
    ...profileInput(),
    basedOn: null,
  });
  const save = (host: string) =>
    call('mailSettings.saveProfile', { ...profileInput({ id, host }), basedOn: stored });
  const shown = async () => {
    const { live, profiles } = await call('mailSettings.get', {});
    const [profile] = profiles;
    if (!profile) throw new Error('There is no mail server.');
    const { dkimDomain, dkimSelector, dkimRecord } = profile;
    return { live, profile, signed: { dkimDomain, dkimSelector, dkimRecord } };
  };
  return { ...console, id, stored, save, shown };
}

describe('a mail server that others have changed since it was shown', () => {
  it('is not deleted', async () => {
    const { call, refusal, id, stored, save, shown } = await openServer();
    await save('theirs.example');
    expect(await refusal('mailSettings.deleteProfile', { id, basedOn: stored })).toMatchObject({
      code: 'conflict',
      message: `${MOVED} It was not deleted.`,
      advice: expect.stringContaining('Look at its values'),
    });
    const { profile } = await shown();
    await call('mailSettings.deleteProfile', { id, basedOn: profile });
    expect((await call('mailSettings.get', {})).profiles).toEqual([]);
  });

  it('gets no mails', async () => {
    const { refusal, call, id, stored, save, shown } = await openServer();
    await save('theirs.example');
    const basedOn = { live: 'capture', profile: stored };
    const { message } = await refusal('mailSettings.choose', { live: id, basedOn });
    expect(message).toBe(`${MOVED} Mails go the way they went.`);
    const { live, profile } = await shown();
    expect(live).toBe('capture');
    await call('mailSettings.choose', { live: id, basedOn: { live, profile } });
    expect((await shown()).live).toBe(id);
  });

  it('gets none unseen', async () => {
    const { refusal, id } = await openServer();
    const basedOn = { live: 'capture', profile: null };
    expect(await refusal('mailSettings.choose', { live: id, basedOn })).toMatchObject({
      code: 'conflict',
    });
  });
});

it('mails go no other way than that of two who choose in one moment the first did', async () => {
  const { call, refusal, id, stored, shown } = await openServer();
  const basedOn = { live: 'capture', profile: stored };
  await call('mailSettings.choose', { live: id, basedOn });
  // The same again changes nothing, and is no conflict.
  const again = await call('mailSettings.choose', { live: id, basedOn });
  expect(again.operationId).toBeNull();
  const other = await call('mailSettings.saveProfile', {
    ...profileInput({ name: 'Second' }),
    basedOn: null,
  });
  const late = { live: other.id, basedOn: { live: 'capture', profile: other.stored } };
  expect((await refusal('mailSettings.choose', late)).message).toBe(
    'Somebody has chosen another way for mails meanwhile. It was left so.',
  );
  expect((await shown()).live).toBe(id);
});

describe('a signing key', () => {
  const SIGNED = { domain: 'shop.example', selector: 'mail1' };
  const REFUSED = {
    code: 'conflict',
    message: 'The signature of this mail server was changed meanwhile. It was left so.',
  };

  it('is made once by two who make it in one moment', async () => {
    const { dispatch, id, shown } = await openServer();
    const { signed: basedOn } = await shown();
    const make = () => dispatch('mailSettings.makeDkimKey', { id, ...SIGNED, basedOn });
    const answers = await Promise.all([make(), make()]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(answers.find(({ ok }) => !ok)).toMatchObject({ error: REFUSED });
  });

  it('replaces the one that was shown, and no later one for the same domain', async () => {
    const { call, dispatch, refusal, id, shown } = await openServer();
    const { signed: none } = await shown();
    await call('mailSettings.makeDkimKey', { id, ...SIGNED, basedOn: none });
    const { signed: first } = await shown();
    const make = () => dispatch('mailSettings.makeDkimKey', { id, ...SIGNED, basedOn: first });
    const answers = await Promise.all([make(), make()]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const { signed: second } = await shown();
    expect(second.dkimRecord).not.toEqual(first.dkimRecord);
    const late = { id, ...SIGNED, basedOn: first };
    expect(await refusal('mailSettings.makeDkimKey', late)).toMatchObject(REFUSED);
    expect((await shown()).signed).toEqual(second);
  });

  it('is made although something else of the server was saved meanwhile', async () => {
    const { call, id, save, shown } = await openServer();
    const { signed: basedOn } = await shown();
    await save('theirs.example');
    await call('mailSettings.makeDkimKey', { id, ...SIGNED, basedOn });
    expect((await shown()).profile).toMatchObject({
      host: 'theirs.example',
      dkimDomain: SIGNED.domain,
    });
  });

  it('of a server that was deleted is refused as that', async () => {
    const { call, refusal, id, stored, shown } = await openServer();
    const { signed: basedOn } = await shown();
    await call('mailSettings.deleteProfile', { id, basedOn: stored });
    const input = { id, ...SIGNED, basedOn };
    expect((await refusal('mailSettings.makeDkimKey', input)).code).toBe('not-found');
  });
});
