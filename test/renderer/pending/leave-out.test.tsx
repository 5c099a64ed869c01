import { act, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';

import { idsOf, madeUpSite, outcomeOf, pendingRow, planOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

interface Signal {
  readonly text: string;
  readonly ids: readonly number[];
}

/** Twenty sign-ups of whom all are selected, and the question about activating them. */
async function askAboutAll(signals: readonly Signal[]) {
  const waiting: (() => void)[] = [];
  const app = renderApp('/pending', {
    ...madeUpSite({ pending: Array.from({ length: 20 }, (_, at) => pendingRow(at + 1)) }),
    'registrations.plan': async (target) => {
      const ids = idsOf(target);
      if (ids.length < 20) await new Promise<void>((resolve) => waiting.push(resolve));
      const here = signals.map(({ text, ids: whose }) => {
        const planned = whose.filter((id) => ids.includes(id));
        return { text, count: planned.length, ids: planned };
      });
      return planOf(ids.length, { signals: here.filter(({ count }) => count > 0) });
    },
  });
  (await screen.findByRole('grid')).focus();
  await app.user.keyboard('{Control>}a{/Control}');
  await screen.findByText('20 selected');
  await app.user.keyboard('a');
  return {
    ...app,
    /** Presses a button of the question, and the plan asked for by it comes. */
    press: async (name: RegExp, then: string) => {
      await app.user.click(await screen.findByRole('button', { name }));
      await act(async () => waiting.splice(0).forEach((resolve) => resolve()));
      return screen.findByRole('button', { name: then });
    },
  };
}

/** 3 has both signals. */
const OVERLAPPING = [
  { text: 'a burst', ids: [3, 4] },
  { text: 'one use', ids: [3, 5] },
];

test('who has a signal that is left out is not acted on, whatever else they have', async () => {
  const { bridge, user, press } = await askAboutAll(OVERLAPPING);
  await press(/^Leave out 2 a burst/, 'Activate 18');
  await press(/^Leave out 2 one use/, 'Activate 17');
  const activate = await press(/^Take in again 2 a burst/, 'Activate 18');
  await user.click(activate);
  await waitFor(() => expect(bridge.inputsOf('registrations.activate')).toHaveLength(1));
  const [target] = bridge.inputsOf('registrations.activate');
  expect(target && idsOf(target).filter((id) => [3, 5].includes(id))).toEqual([]);
});

test('a button that leaves out or takes in again stays while the plan is on its way', async () => {
  const { user, press } = await askAboutAll(OVERLAPPING);
  await press(/^Leave out 2 a burst/, 'Activate 18');
  await press(/^Leave out 2 one use/, 'Activate 17');
  const again = screen.getByRole('button', { name: /^Take in again 2 a burst/ });
  await user.click(again);
  expect(again).toBe(document.activeElement);
});

test('not everybody can be left out', async () => {
  const ids = Array.from({ length: 20 }, (_, at) => at + 1);
  const { user } = await askAboutAll([
    { text: 'a burst', ids: ids.slice(0, 10) },
    { text: 'one use', ids: ids.slice(10) },
  ]);
  await user.click(await screen.findByRole('button', { name: /^Leave out 10 a burst/ }));
  expect(screen.queryByRole('button', { name: /^Leave out 10 one use/ })).toBeNull();
  expect(screen.getByRole('button', { name: /^Take in again 10 a burst/ })).toBeTruthy();
});

test('of a selection that is held the application leaves them out, and says how many stay', async () => {
  const site = madeUpSite({});
  const at = new Date().toISOString();
  const { bridge, user } = renderApp('/pending', {
    ...site,
    'registrations.list': ({ offset, limit }) => ({
      total: 6_000,
      rows: Array.from({ length: limit }, (_, row) => pendingRow(offset + row + 1)),
    }),
    'registrations.freeze': () => ({ selection: 'all', count: 6_000, at }),
    'registrations.leaveOut': () => ({ selection: 'fewer', count: 5_900, at }),
    'registrations.plan': (target) =>
      'selection' in target && target.selection === 'all'
        ? planOf(6_000, { signals: [{ text: 'a burst', count: 100 }] })
        : planOf(5_900),
    'registrations.activate': (target) => outcomeOf([], { done: 'ids' in target ? 0 : 5_900 }),
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('{Control>}a{/Control}');
  await screen.findByText('6,000 selected');
  await user.keyboard('a');
  await user.click(await screen.findByRole('button', { name: /^Leave out 100 a burst/ }));
  await user.click(await screen.findByRole('button', { name: 'Activate 5,900' }));
  expect(bridge.inputsOf('registrations.leaveOut')).toEqual([
    { selection: 'all', signals: ['a burst'] },
  ]);
  await waitFor(() =>
    expect(bridge.inputsOf('registrations.activate')).toEqual([{ selection: 'fewer' }]),
  );
});
