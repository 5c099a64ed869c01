import { cleanup, screen, waitFor, within } from '@testing-library/react';
import { expect, onTestFinished, test, vi } from 'vitest';

import { ActionsProvider, useActions } from '../../../src/renderer/app/keys/actions.tsx';
import { WindowMenuBar } from '../../../src/renderer/app/window-menu.tsx';
import { BridgeProvider } from '../../../src/renderer/bridge/bridge-provider.tsx';
import { ACTIONS, type ActionId } from '../../../src/shared/keys/actions.ts';
import { windowMenu, type WindowMenu } from '../../../src/shared/window-menu.ts';
import { capturedMail } from '../mail/captured-mails.ts';
import { outboxRow } from '../mail/outbox-mails.ts';
import { SETTINGS } from '../settings/stored-settings.ts';
import { createFakeBridge } from '../support/fake-bridge.ts';
import { accountDetail, madeUpSite, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { template } from '../templates/made-up-template.ts';
import { renderUi } from '../ui/render-ui.tsx';

/** Stands in for a window with a menu bar: what is shown in it, and a hand that chooses. */
function menuBar() {
  const shown: WindowMenu[] = [];
  const listeners = new Set<(id: string) => void>();
  return {
    shown,
    now: () => shown.at(-1) ?? [],
    find: (id: string) => shown.at(-1)?.find((item) => item.id === id),
    choose: (id: string) => {
      for (const listener of listeners) listener(id);
    },
    menu: {
      show: (items: WindowMenu) => void shown.push(items),
      subscribe: (listener: (id: string) => void) => {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
  };
}

const UNCONFIRMED = {
  state: 'pending',
  registration: { activated: false, expired: false, expiresAt: pendingRow(7).expiresAt ?? '' },
} as const;

const site = () =>
  madeUpSite({
    pending: [pendingRow(5), pendingRow(6)],
    accounts: [accountDetail(2), accountDetail(7, UNCONFIRMED)],
  });

async function openPending() {
  const bar = menuBar();
  const app = renderApp('/pending', site(), bar.menu);
  const grid = await screen.findByRole('grid');
  grid.focus();
  await waitFor(() => expect(bar.find('activate')?.reason).toBeNull());
  return { ...app, bar, grid };
}

test('every act of the screen in front is in the menu bar, in words that name nobody', async () => {
  const { bar } = await openPending();
  expect(windowMenu.safeParse(bar.now()).success).toBe(true);
  expect(bar.find('activate')).toEqual({
    id: 'activate',
    label: 'Activate',
    menu: 'selection',
    group: 'People',
    keys: 'a',
    reason: null,
  });
  for (const id of [
    'go.users',
    'go.groups',
    'go.settings.database',
    'test-sign-up',
    'reject',
    'export',
    'list.select',
    'triage',
    'undo',
    'keys',
    'lock',
  ]) {
    expect(bar.find(id), id).toBeDefined();
  }
  expect(JSON.stringify(bar.now())).not.toContain('person5');
});

test('however many views there are, they crowd nothing out', async () => {
  const bar = menuBar();
  const layout = { columns: null, widths: {}, rows: 'compact', sort: null } as const;
  const views = Array.from({ length: 300 }, (_, at) => ({
    id: at + 1,
    list: 'users' as const,
    name: `View ${at + 1}`,
    query: '',
    layout,
    shared: false,
    changeable: true,
  }));
  renderApp('/pending', { ...site(), 'views.list': () => ({ views, layouts: {} }) }, bar.menu);
  await waitFor(() => expect(bar.find('go.view.1')?.keys).toBe('g 1'));
  expect(windowMenu.safeParse(bar.now()).success).toBe(true);
  expect(bar.find('activate')).toBeDefined();
});

test('what can’t be done says why', async () => {
  const bar = menuBar();
  renderApp('/pending', madeUpSite({ pending: [] }), bar.menu);
  await waitFor(() => expect(bar.find('activate')?.reason).toBe('Nobody is selected.'));
});

test('choosing an act does it as its key does', async () => {
  const { bar, bridge } = await openPending();
  bar.choose('activate');
  await waitFor(() => expect(bridge.inputsOf('registrations.activate')).toEqual([{ ids: [5] }]));
});

test('what asks by key asks from the menu too, and nothing is done under an open dialog', async () => {
  const { bar, bridge } = await openPending();
  bar.choose('reject');
  const dialog = await screen.findByRole('dialog', { name: /^Reject/ });
  bar.choose('activate');
  expect(await screen.findByText('Close what is open first.')).toBeTruthy();
  expect(within(dialog).getByRole('button', { name: /^Reject/ })).toBeTruthy();
  expect(bridge.inputsOf('registrations.activate')).toEqual([]);
});

test('the console is locked from the menu under an open dialog too', async () => {
  const { bar, user } = await openPending();
  await user.keyboard('r');
  await screen.findByRole('dialog');
  bar.choose('lock');
  expect(await screen.findByLabelText('Password')).toBeTruthy();
});

test('the list does from the menu what it does by key', async () => {
  const { bar, grid } = await openPending();
  const before = grid.getAttribute('aria-activedescendant');
  bar.choose('list.down');
  await waitFor(() => expect(grid.getAttribute('aria-activedescendant')).not.toBe(before));
  bar.choose('list.select');
  await waitFor(() =>
    expect(within(grid).getAllByRole('row', { selected: true })[0]?.textContent).toContain(
      'person6',
    ),
  );
});

test('what asks a second time in the palette asks there', async () => {
  const bar = menuBar();
  const onPalette = vi.fn<(text: string) => void>();
  const run = vi.fn<() => void>();
  const bridge = { ...createFakeBridge({}), menu: bar.menu };
  const offered = [
    { id: 'delete', group: 'Users', label: 'Delete ann', danger: true, run },
  ] as const;
  function Offers() {
    useActions(offered);
    return null;
  }
  renderUi(
    <BridgeProvider bridge={bridge}>
      <ActionsProvider>
        <Offers />
        <WindowMenuBar onPalette={onPalette} />
      </ActionsProvider>
    </BridgeProvider>,
  );
  onTestFinished(cleanup);
  await waitFor(() => expect(bar.find('delete')?.label).toBe('Delete…'));
  bar.choose('delete');
  expect(onPalette).toHaveBeenCalledWith('>Delete ann');
  expect(run).not.toHaveBeenCalled();
});

test('an id that nothing has on this screen is nothing', async () => {
  const { bar, address } = await openPending();
  const before = address();
  for (const id of ['captured.delete', 'constructor', '__proto__', '']) bar.choose(id);
  expect(address()).toBe(before);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('the bar is built when something has changed, and is empty once the console is locked', async () => {
  const { bar, user } = await openPending();
  await user.keyboard('jkj');
  await user.keyboard('gu');
  await waitFor(() => expect(bar.find('create')).toBeDefined());
  const texts = bar.shown.map((items) => JSON.stringify(items));
  expect(texts.filter((text, at) => text === texts[at - 1])).toEqual([]);
  bar.choose('lock');
  await waitFor(() => expect(bar.now()).toEqual([]));
});

test('a changed key stands in the menu', async () => {
  const bar = menuBar();
  const answers = { ...site(), 'keys.list': () => ({ changed: { activate: 'w', reject: null } }) };
  renderApp('/pending', answers, bar.menu);
  await waitFor(() => expect(bar.find('activate')?.keys).toBe('w'));
  expect(bar.find('reject')?.keys).toBeNull();
});

test.each([
  ['users', '/users', 'create'],
  ['person', '/users/2', 'edit'],
  ['sign-up', '/users/7', 'resend'],
  ['pending', '/pending', 'reject'],
  ['triage', '/pending/one-by-one', 'triage.activate'],
  ['import', '/import', 'import.leave'],
  ['captured', '/mail/captured', 'captured.star'],
  ['outbox', '/mail/outbox', 'outbox.read'],
  ['templates', '/mail/templates/activation', 'template.versions'],
  ['trash', '/trash', 'trash.restore'],
  ['audit', '/activity', 'list.peek'],
  ['invitations', '/settings/invitations', 'invitations.new'],
  ['groups', '/groups', 'groups.new'],
] as const)(
  'what is offered on %s is known to be offered there, so that no two get one key',
  async (screenName, path, known) => {
    const bar = menuBar();

    const captured = { total: 1, newest: 1, unread: 1, hidden: 0, unsearchable: 0, problem: null };
    const views = { all: 0, held: 0, waiting: 0, sent: 0, failed: 0 };
    renderApp(
      path,
      {
        ...site(),
        'templates.list': () => ({ rows: [template()] }),
        'templates.get': () => template(),
        'captured.list': () => ({ ...captured, rows: [capturedMail(1)] }),
        'captured.get': () => capturedMail(1),
        'settings.get': () => SETTINGS,
        'invitations.list': () => ({ rows: [] }),
        'outbox.list': () => ({ total: 1, rows: [outboxRow(1)], views }),
        'trash.list': () => ({ total: 0, rows: [] }),
        'groups.list': () => ({ rows: [] }),
        'operations.list': () => ({ total: 0, rows: [] }),
      },
      bar.menu,
    );
    await screen.findByRole('heading', { level: 1 });
    const isOwn = (id: string) => ACTIONS[id as ActionId].on !== undefined;
    await waitFor(() => expect(bar.find(known)).toBeDefined());
    for (const { id } of bar.now().filter((item) => isOwn(item.id) && item.keys !== null)) {
      expect(ACTIONS[id as ActionId].on, id).toContain(screenName);
    }
  },
);
