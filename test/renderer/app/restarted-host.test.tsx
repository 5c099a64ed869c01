import { createMemoryHistory } from '@tanstack/react-router';
import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, onTestFinished, test, vi } from 'vitest';

import type { SessionState } from '../../../src/shared/contract/session.ts';
import { RefusedError } from '../../../src/shared/errors.ts';
import { App } from '../../../src/renderer/app/app.tsx';
import { createConnectionState } from '../../../src/renderer/bridge/connection.ts';
import { accountDetail, madeUpSite, NOW } from '../support/made-up-site.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';

const LOCK = '{Control>}{Shift>}L{/Shift}{/Control}';
const KARIN = accountDetail(2, { username: 'karin' });

/** A console in a browser whose application is lost, and started anew, when the test says so. */
function openConsole(site = madeUpSite({ accounts: [KARIN] })) {
  vi.stubGlobal('scrollTo', () => undefined);
  const state = createConnectionState();
  let { phase } = site['session.state']();
  const end = (next: SessionState['phase']) => () => {
    if (state.state().kind === 'lost') {
      throw new RefusedError({ code: 'unavailable', message: 'The connection is lost.' });
    }
    phase = next;
    return {};
  };
  const bridge = createFakeBridge({
    ...site,
    'session.state': () => ({ ...site['session.state'](), phase }),
    'session.lock': end('locked'),
    'session.signOut': end('signed-out'),
    'accounts.get': () => KARIN,
  });
  const leave = () => state.change({ kind: 'left' });
  render(
    <App
      bridge={bridge}
      connection={{ ...state, retry: () => undefined, leave }}
      history={createMemoryHistory({ initialEntries: ['/users/2'] })}
      readClock={() => NOW}
    />,
  );
  onTestFinished(() => {
    cleanup();
    sessionStorage.clear();
    vi.unstubAllGlobals();
  });
  return {
    bridge,
    user: userEvent.setup(),
    lose: () => act(() => state.change({ kind: 'lost', since: NOW, nextTryAt: NOW + 500 })),
    comeBack: () => act(() => state.change({ kind: 'connected' })),
    startAnew: () => act(() => state.change({ kind: 'refused' })),
  };
}

test('what was typed stays when the application is started anew, until one leaves', async () => {
  const { user, startAnew } = openConsole();
  await screen.findByRole('heading', { name: 'karin' });
  await user.keyboard('n');
  await user.type(await screen.findByLabelText('Note'), 'Half an hour of typing');
  startAnew();
  expect(screen.getByLabelText('Note')).toHaveProperty('value', 'Half an hour of typing');
  expect(screen.getByText(/Copy what you typed/)).toBeTruthy();
  await user.click(screen.getByText('Leave this page'));
  expect(screen.getByText(/Open the address that Gatehouse printed/)).toBeTruthy();
  expect(screen.queryByLabelText('Note')).toBeNull();
});

test('the key that locks leaves the page of an application that was started anew', async () => {
  const { user, bridge, startAnew } = openConsole();
  await screen.findByRole('heading', { name: 'karin' });
  startAnew();
  await user.keyboard(LOCK);
  expect(await screen.findByText(/Open the address that Gatehouse printed/)).toBeTruthy();
  expect(screen.queryByText('karin')).toBeNull();
  expect(bridge.inputsOf('session.lock')).toEqual([]);
});

test('signing out leaves it as well', async () => {
  const { user, bridge, startAnew } = openConsole();
  await screen.findByRole('heading', { name: 'karin' });
  startAnew();
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox'), '>Sign out');
  await user.click(await screen.findByRole('option', { name: /^Sign out/ }));
  expect(await screen.findByText(/Open the address that Gatehouse printed/)).toBeTruthy();
  expect(screen.queryByText('karin')).toBeNull();
  expect(bridge.inputsOf('session.signOut')).toEqual([]);
});

test('a page that was left does not come back by an answer that was on its way', async () => {
  const { user, startAnew } = openConsole();
  await screen.findByRole('heading', { name: 'karin' });
  startAnew();
  await user.click(screen.getByText('Leave this page'));
  startAnew();
  expect(screen.getByText(/Open the address that Gatehouse printed/)).toBeTruthy();
  expect(screen.queryByRole('navigation')).toBeNull();
});

test('a page that nobody is at is left when the console would have locked itself', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
  const site = madeUpSite({ accounts: [KARIN] });
  const state = { ...site['session.state'](), idleLockMinutes: 10 };
  const { startAnew } = openConsole({ ...site, 'session.state': () => state });
  await screen.findByRole('heading', { name: 'karin' });
  const minutesLater = (minutes: number) =>
    act(() => vi.advanceTimersByTimeAsync(minutes * 60_000));
  startAnew();
  await minutesLater(9);
  fireEvent.keyDown(document.body, { key: 'Shift' });
  await minutesLater(9);
  expect(screen.getByRole('heading', { name: 'karin' })).toBeTruthy();
  await minutesLater(2);
  expect(screen.getByText(/Open the address that Gatehouse printed/)).toBeTruthy();
  expect(screen.queryByText('karin')).toBeNull();
});

test('where nobody is signed in, nothing stays', async () => {
  const site = madeUpSite({});
  const { startAnew } = openConsole({
    ...site,
    'session.state': () => ({ ...site['session.state'](), phase: 'signed-out', person: null }),
  });
  await screen.findByRole('button', { name: 'Sign in' });
  startAnew();
  expect(screen.getByText('Gatehouse was started anew.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Sign in' })).toBeNull();
});

test('locked while the connection is lost, nothing is shown, and it is locked once it is back', async () => {
  const { user, lose, comeBack } = openConsole();
  await screen.findByRole('heading', { name: 'karin' });
  lose();
  await user.keyboard(LOCK);
  expect(await screen.findByText(/The console is locked once it is back/)).toBeTruthy();
  expect(document.body.textContent).not.toContain('karin');
  comeBack();
  expect(await screen.findByRole('button', { name: 'Unlock' })).toBeTruthy();
});

test('loaded anew before the connection is back, the page stays hidden', async () => {
  const before = openConsole();
  await screen.findByRole('heading', { name: 'karin' });
  before.lose();
  await before.user.keyboard(LOCK);
  await screen.findByText('Locked here.');
  cleanup();
  const { bridge } = openConsole();
  expect(await screen.findByRole('button', { name: 'Unlock' })).toBeTruthy();
  expect(bridge.inputsOf('accounts.get')).toEqual([]);
});

test('signed out while the connection is lost, one is signed out once it is back', async () => {
  const { user, lose, comeBack } = openConsole();
  await screen.findByRole('heading', { name: 'karin' });
  lose();
  await user.keyboard('{Control>}k{/Control}');
  await user.type(await screen.findByRole('combobox'), '>Sign out');
  await user.click(await screen.findByRole('option', { name: /^Sign out/ }));
  expect(await screen.findByText('Signed out here.')).toBeTruthy();
  comeBack();
  expect(await screen.findByRole('button', { name: 'Sign in' })).toBeTruthy();
});

test('a page that nobody is at is hidden as well while the connection is lost', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'], shouldAdvanceTime: true });
  onTestFinished(() => void vi.useRealTimers());
  const site = madeUpSite({ accounts: [KARIN] });
  const { lose } = openConsole({
    ...site,
    'session.state': () => ({ ...site['session.state'](), idleLockMinutes: 10 }),
  });
  await screen.findByRole('heading', { name: 'karin' });
  lose();
  await act(() => vi.advanceTimersByTimeAsync(11 * 60_000));
  expect(await screen.findByText('Locked here.')).toBeTruthy();
});

test('a lost connection is told below the screen, where nothing moves by it', async () => {
  const { lose } = openConsole();
  await screen.findByRole('heading', { name: 'karin' });
  lose();
  const told = screen.getByText('Connection lost.');
  const { DOCUMENT_POSITION_FOLLOWING } = Node;
  expect(screen.getByRole('main').compareDocumentPosition(told)).toBe(DOCUMENT_POSITION_FOLLOWING);
});
