import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Signal } from '../../../src/shared/contract/evidence.ts';
import { madeUpSite, pendingRow } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const TYPO: Signal = {
  kind: 'typo',
  text: 'gmail.example?',
  detail: 'Looks mistyped. Probably meant: person3@gmail.example.',
};
const NONE = { any: 0, rejected: 0, typo: 0, disposable: 0, burst: 0, duplicate: 0, none: 0 };

async function openList() {
  const app = renderApp('/pending', {
    ...madeUpSite({ pending: [pendingRow(2), pendingRow(3)] }),
    'registrations.signals': ({ ids }) => ({
      people: ids.map((id) => ({ id, signals: id === 3 ? [TYPO] : [] })),
    }),
    'registrations.signalCounts': () => ({
      counts: { ...NONE, 'look-alike': 0, any: 5, typo: 4, none: 9 },
    }),
  });
  const grid = await screen.findByRole('grid', { name: 'Pending sign-ups' });
  grid.focus();
  return app;
}

test('signals are a chip, and a menu in which each tells how many it would leave', async () => {
  const { user, bridge } = await openList();
  await user.click(await screen.findByRole('button', { name: /^Signals ?5$/ }));
  const asked = () => bridge.inputsOf('registrations.list').map(({ query }) => query);
  await waitFor(() => expect(asked()).toContain('signal:any'));
  await user.click(screen.getByRole('button', { name: 'Add a filter' }));
  fireEvent.click(await screen.findByRole('menuitem', { name: 'Signals' }));
  fireEvent.click(await screen.findByRole('menuitemcheckbox', { name: /^Mistyped address ?4$/ }));
  await waitFor(() => expect(asked()).toContain('signal:typo'));
  const counted = bridge.inputsOf('registrations.signalCounts').map(({ query }) => query);
  expect(new Set(counted)).toEqual(new Set(['']));
});

test('the panel says of each signal what the list has no room for', async () => {
  const { user } = await openList();
  await user.keyboard(' ');
  const panel = await screen.findByRole('complementary');
  expect(await within(panel).findByText('None')).toBeTruthy();
  await user.keyboard('j');
  expect(await within(panel).findByText(TYPO.detail)).toBeTruthy();
});
