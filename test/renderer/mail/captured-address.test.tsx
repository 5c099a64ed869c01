import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { CallError } from '../../../src/renderer/query/call-error.ts';
import { capturedMail, openCaptured } from './captured-mails.ts';

const three = () => [capturedMail(3), capturedMail(2), capturedMail(1)];
const row = async (id: number) =>
  within(await screen.findByRole('grid')).findByText(`Account activation ${id}`);
const isShown = (id: number) =>
  screen.findByRole('heading', { level: 2, name: `Account activation ${id}` });
const isReading = () =>
  screen.getByRole('grid', { name: 'Captured mails' }).closest('[data-reading="true"]') !== null;

test('a mail that is opened has an address, and Back leads to the one before and to the list', async () => {
  const { user, address, goBack } = openCaptured(three());
  await isShown(3);
  expect(address()).toBe('/mail/captured');
  expect(isReading()).toBe(false);
  await user.click(await row(2));
  await waitFor(() => expect(address()).toBe('/mail/captured?id=2'));
  expect(isReading()).toBe(true);
  await user.click(await row(1));
  await waitFor(() => expect(address()).toBe('/mail/captured?id=1'));
  goBack();
  await isShown(2);
  expect((await row(2)).closest('[data-active]')).not.toBeNull();
  goBack();
  await waitFor(() => expect(address()).toBe('/mail/captured'));
  expect(isReading()).toBe(false);
});

test('who moves on from an opened mail goes back to the list, not through every mail', async () => {
  const { user, address, goBack } = openCaptured(three());
  await user.click(await row(3));
  await waitFor(() => expect(address()).toBe('/mail/captured?id=3'));
  await user.keyboard('jj');
  await waitFor(() => expect(address()).toBe('/mail/captured?id=1'));
  await isShown(1);
  goBack();
  await waitFor(() => expect(address()).toBe('/mail/captured'));
});

test('“All mails” is the way back to the list, also from an address that was typed', async () => {
  const { user, address } = openCaptured(three(), {}, '/mail/captured?id=2');
  await isShown(2);
  expect(isReading()).toBe(true);
  await user.click(screen.getByRole('button', { name: 'All mails' }));
  await waitFor(() => expect(address()).toBe('/mail/captured'));
  expect(isReading()).toBe(false);
});

test('Escape leads back to the list, once nothing is selected', async () => {
  const { user, address } = openCaptured(three());
  await user.click(await row(2));
  await waitFor(() => expect(address()).toBe('/mail/captured?id=2'));
  screen.getByRole('grid').focus();
  await user.keyboard('x{Escape}');
  expect(address()).toBe('/mail/captured?id=2');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(address()).toBe('/mail/captured'));
});

test('without the list beside it an opened mail has the focus and its keys', async () => {
  const { user, address } = openCaptured(three());
  await isShown(3);
  await row(3);
  const grid = screen.getByRole('grid');
  await waitFor(() => expect(document.activeElement).toBe(grid));
  await user.keyboard('{Enter}');
  await waitFor(() => expect(address()).toBe('/mail/captured?id=3'));
  // In a narrow window the list goes then; jsdom knows no width, and that nothing hidden can be focused.
  grid.closest('[data-reading] > *')?.setAttribute('style', 'display: none');
  grid.focus = () => {};
  grid.blur();
  await user.keyboard('n');
  const heading = await isShown(2);
  await user.keyboard('{Shift}');
  expect(document.activeElement).toBe(heading);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(address()).toBe('/mail/captured'));
});

test('an address opens its mail and reads it, and the cursor is on it', async () => {
  const { bridge } = openCaptured(three(), {}, '/mail/captured?id=1');
  await isShown(1);
  expect((await row(1)).closest('[data-active]')).not.toBeNull();
  await waitFor(() =>
    expect(bridge.inputsOf('captured.markRead')).toEqual([{ ids: [1], read: true }]),
  );
});

test('the address of a mail that was deleted says so, in an empty list too', async () => {
  openCaptured(
    [],
    {
      'captured.get': () => {
        throw new CallError({ code: 'not-found', message: 'This mail was deleted.' });
      },
    },
    '/mail/captured?id=9',
  );
  expect(await screen.findByText('This mail was deleted.')).toBeDefined();
});

test('deleting the opened mail goes on to the next, in its place', async () => {
  const { user, address, goBack } = openCaptured(three());
  await user.click(await row(3));
  await waitFor(() => expect(address()).toBe('/mail/captured?id=3'));
  await user.keyboard('{Delete}');
  await waitFor(() => expect(address()).toBe('/mail/captured?id=2'));
  await isShown(2);
  goBack();
  await waitFor(() => expect(address()).toBe('/mail/captured'));
});
