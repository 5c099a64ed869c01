import { screen, waitFor, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { expect, onTestFinished, test } from 'vitest';

import { createWindowHistory } from '../../../../src/renderer/app/window-history.ts';
import { RefusedError } from '../../../../src/shared/errors.ts';
import type { Answers } from '../../support/fake-bridge.ts';
import { accountDetail, madeUpSite, outcomeOf, pendingRow } from '../../support/made-up-site.ts';
import { renderApp } from '../../support/render-app.tsx';
import { template } from '../../templates/made-up-template.ts';

const KARIN = accountDetail(2, { username: 'karin' });
const LEAVING = { name: 'The template “Activation” is not saved.' };

/** The editor with something typed in it. */
async function writeTemplate(answers: Answers = {}) {
  const app = renderApp('/mail/templates/activation', {
    ...madeUpSite({ accounts: [KARIN] }),
    'templates.list': () => ({ rows: [template()] }),
    'templates.get': () => template(),
    'templates.people': () => ({ people: [] }),
    'templates.preview': () => ({ problems: [], mail: null }),
    'templates.save': () => ({ operationId: 9, version: 1, problems: [] }),
    ...answers,
  });
  const subject = await screen.findByLabelText<HTMLInputElement>('Subject');
  await app.user.type(subject, ' now');
  return { ...app, subject };
}

/** A note being written on karin, from her page, with the list before it. */
async function writeNote(answers: Answers = {}) {
  const app = renderApp('/users', { ...madeUpSite({ accounts: [KARIN] }), ...answers });
  return { ...app, note: await beginNote(app.user) };
}

async function beginNote(user: UserEvent): Promise<HTMLTextAreaElement> {
  (await screen.findByRole('grid')).focus();
  await user.keyboard('{Enter}');
  await screen.findByRole('heading', { name: 'karin' });
  await user.keyboard('n');
  const note = await screen.findByLabelText<HTMLTextAreaElement>('Note');
  await user.type(note, 'Called.');
  return note;
}

const question = () => screen.findByRole('dialog', { name: /is not saved\.$/ });
const answer = async (name: string) => within(await question()).findByRole('button', { name });
const isClosing = (): boolean => {
  const event = new Event('beforeunload', { cancelable: true });
  window.dispatchEvent(event);
  return !event.defaultPrevented;
};

test('a template that is being written is saved before its page is left', async () => {
  const { user, bridge, address } = await writeTemplate();
  await user.click(screen.getByRole('link', { name: /^Users/ }));
  await screen.findByRole('dialog', LEAVING);
  expect(address()).toBe('/mail/templates/activation');
  const save = await answer('Save');
  await waitFor(() => expect(document.activeElement).toBe(save));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(address()).toBe('/users'));
  expect(bridge.inputsOf('templates.save')).toMatchObject([
    { parts: { subject: 'Account activation now' } },
  ]);
});

test('whoever stays has what was typed before them', async () => {
  const { user, address, subject } = await writeTemplate();
  await user.click(screen.getByRole('link', { name: /^Users/ }));
  await user.click(await answer('Stay'));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(address()).toBe('/mail/templates/activation');
  expect(subject.value).toBe('Account activation now');
});

test('a save that is refused leaves nothing, and the page says why', async () => {
  const { user, address, subject } = await writeTemplate({
    'templates.save': () => {
      throw new RefusedError({ code: 'busy', message: 'The database is busy.' });
    },
  });
  await user.click(screen.getByRole('link', { name: /^Users/ }));
  await user.click(await answer('Save'));
  expect(await screen.findAllByText('The database is busy.')).not.toEqual([]);
  expect(address()).toBe('/mail/templates/activation');
  expect(subject.value).toBe('Account activation now');
});

test('what is discarded is gone, and nothing is marked or asked any more', async () => {
  const { user, address } = await writeTemplate();
  await user.click(screen.getByRole('link', { name: /^Users/ }));
  await user.click(await answer('Discard'));
  await waitFor(() => expect(address()).toBe('/users'));
  expect(screen.getByRole('link', { name: 'Templates' })).toBeTruthy();
  expect(isClosing()).toBe(true);
});

test('what is kept for later is marked in the sidebar, and the window’s end asks', async () => {
  const { user, address } = await writeTemplate();
  await user.click(screen.getByRole('link', { name: /^Users/ }));
  await user.click(await answer('Keep for later'));
  await waitFor(() => expect(address()).toBe('/users'));
  expect(isClosing()).toBe(false);
  await user.click(screen.getByRole('link', { name: 'Templates unsaved' }));
  expect((await screen.findByLabelText<HTMLInputElement>('Subject')).value).toBe(
    'Account activation now',
  );
});

test('a key that goes elsewhere asks too', async () => {
  const { user, address } = await writeTemplate();
  screen.getByRole('link', { name: /^Audit/ }).focus();
  await user.keyboard('gd');
  await screen.findByRole('dialog', LEAVING);
  expect(address()).toBe('/mail/templates/activation');
});

test('Escape in a form asks first, and the answer is the form’s', async () => {
  const { user, bridge, note } = await writeNote({ 'accounts.addNote': () => outcomeOf([2]) });
  await user.keyboard('{Escape}');
  await user.click(await answer('Stay'));
  await waitFor(() => expect(screen.queryByRole('dialog', { name: /not saved/ })).toBeNull());
  expect(note.value).toBe('Called.');
  await user.keyboard('{Escape}');
  await user.click(await answer('Save'));
  await waitFor(() => expect(screen.queryByRole('dialog', { name: /^Note on/ })).toBeNull());
  expect(bridge.inputsOf('accounts.addNote')).toEqual([{ id: 2, text: 'Called.' }]);
});

test('a form as it was opened is closed at once', async () => {
  const { user, note } = await writeNote();
  await user.clear(note);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('the way back of a browser asks while a form is open, and the window’s end does', async () => {
  window.location.hash = '#/users';
  const history = createWindowHistory();
  onTestFinished(() => history.destroy());
  const { user } = renderApp(history, madeUpSite({ accounts: [KARIN] }));
  const note = await beginNote(user);
  expect(isClosing()).toBe(false);
  window.history.back();
  await user.click(await answer('Stay'));
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/users\/2/));
  expect(note.value).toBe('Called.');
  window.history.back();
  await user.click(await answer('Discard'));
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/users(?:\?|$)/));
});

test('an address typed into a browser asks too, and whoever stays is where they were', async () => {
  window.location.hash = '#/users';
  const history = createWindowHistory();
  onTestFinished(() => history.destroy());
  const { user } = renderApp(history, madeUpSite({ accounts: [KARIN] }));
  const note = await beginNote(user);
  window.location.hash = '#/trash';
  await user.click(await answer('Stay'));
  await waitFor(() => expect(window.location.hash).toMatch(/^#\/users\/2/));
  expect(history.location.pathname).toBe('/users/2');
  expect(note.isConnected).toBe(true);
  expect(note.value).toBe('Called.');
  window.location.hash = '#/trash';
  await user.click(await answer('Discard'));
  await screen.findByRole('heading', { level: 1, name: 'Trash' });
  window.history.back();
  await screen.findByRole('heading', { name: 'karin' });
});

const never = async () => new Promise<never>(() => {});

test('a form that is being sent is closed without a question', async () => {
  const { user, bridge } = await writeNote({ 'accounts.addNote': never });
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() => expect(bridge.inputsOf('accounts.addNote')).toHaveLength(1));
  expect(isClosing()).toBe(true);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('a rejection that is being sent is closed without a question', async () => {
  const { user, bridge } = renderApp('/pending', {
    ...madeUpSite({ pending: [pendingRow(2)] }),
    'registrations.reject': never,
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('r');
  const note = await screen.findByLabelText('Note');
  await user.type(note, 'Traders.{Control>}{Enter}{/Control}');
  await waitFor(() => expect(bridge.inputsOf('registrations.reject')).toHaveLength(1));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
});

test('what the question saves can’t be discarded meanwhile', async () => {
  const { user, address } = await writeTemplate({ 'templates.save': never });
  await user.click(screen.getByRole('link', { name: /^Users/ }));
  await user.click(await answer('Save'));
  await user.click(await answer('Discard'));
  await user.click(await answer('Keep for later'));
  await user.click(await answer('Stay'));
  await screen.findByRole('dialog', LEAVING);
  expect(address()).toBe('/mail/templates/activation');
});
