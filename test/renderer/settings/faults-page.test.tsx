import { screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { FaultRule } from '../../../src/shared/contract/faults.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, savedAs, SETTINGS } from './stored-settings.ts';

function rule(id: string, sender: string): FaultRule {
  return {
    id,
    enabled: true,
    sender,
    recipient: '',
    chance: 100,
    effect: { kind: 'drop', stage: 'connect' },
  };
}

function openFaults(rules: readonly FaultRule[], saved = Promise.resolve()) {
  let stored = rules;
  const app = renderApp('/settings/faults', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    'faults.get': () => ({ rules: stored.map((each) => ({ ...each, hits: 0 })), server: null }),
    'faults.save': async (sent) => {
      await saved;
      stored = sent.rules;
      return savedAs<typeof sent>(7)(sent);
    },
  });
  /** As another window would. */
  const replace = (next: readonly FaultRule[]) => {
    stored = next;
    app.bridge.emit(['faults']);
  };
  return { ...app, replace };
}

const ONE = rule('one', 'one.example');
const TWO = rule('two', 'two.example');

test.each([
  ['moves', [TWO, ONE], ['two', 'one'], ['two.example.org', 'one.example']],
  ['deletes another', [TWO], ['two'], ['two.example.org']],
  ['deletes', [ONE], ['one', 'two'], ['one.example', 'two.example.org']],
] as const)(
  'a fault that another window %s while it is changed overwrites no other',
  async (_what, next, ids, senders) => {
    const { user, bridge, replace } = openFaults([ONE, TWO]);
    const [, change] = await screen.findAllByRole('button', { name: 'Change' });
    if (change) await user.click(change);
    await user.type(await screen.findByLabelText('Only mails from'), '.org');
    replace(next);
    await waitFor(() => expect(bridge.inputsOf('faults.get').length).toBeGreaterThan(1));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => expect(bridge.inputsOf('faults.save')).toHaveLength(1));
    const sent = bridge.inputsOf('faults.save')[0]?.rules ?? [];
    expect(sent.map(({ id }) => id)).toEqual(ids);
    expect(sent.map(({ sender }) => sender)).toEqual(senders);
  },
);

test('a second change waits until the first is saved, so that it does not take it back', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { user, bridge } = openFaults([ONE, TWO], promise);
  const [first, second] = await screen.findAllByRole('switch');
  if (first) await user.click(first);
  if (second) await user.click(second);
  expect(bridge.inputsOf('faults.save')).toHaveLength(1);
  resolve();
  await waitFor(() => expect(bridge.inputsOf('faults.save')).toHaveLength(2));
  const sent = bridge.inputsOf('faults.save')[1]?.rules ?? [];
  expect(sent.map(({ enabled }) => enabled)).toEqual([false, false]);
});

test('a fault whose dialog was closed while it is saved is not taken back by the next change', async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const { user, bridge } = openFaults([ONE, TWO], promise);
  await user.click(await screen.findByRole('button', { name: 'New fault' }));
  await user.click(await screen.findByRole('button', { name: 'Add and switch on' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await user.click(screen.getByRole('button', { name: 'Switch all off' }));
  resolve();
  await waitFor(() => expect(bridge.inputsOf('faults.save')).toHaveLength(2));
  const sent = bridge.inputsOf('faults.save')[1]?.rules ?? [];
  expect(sent.map(({ enabled }) => enabled)).toEqual([false, false, false]);
});
