// @vitest-environment jsdom
import { screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { FrozenSelection } from '../../../src/shared/contract/fields.ts';
import { RefusedError } from '../../../src/shared/errors.ts';
import { idsOf, madeUpSite, pendingRow, planOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

test('all of very many are frozen by the application and acted on as one', async () => {
  const many = { ...madeUpSite({}), ...manyWaiting() };
  const { bridge, user } = renderApp('/pending', many);
  (await screen.findByRole('grid')).focus();
  await user.keyboard('{Control>}a{/Control}');
  expect(await screen.findByText('7,000 selected')).toBeTruthy();
  await user.keyboard('a');
  expect(await screen.findByText(/6,990 of 7,000 will be activated\. 6,990 mails/)).toBeTruthy();
  expect(screen.getByText('Already active.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Activate 6,990' }));
  await screen.findByText('7,000 activated.');
  expect(bridge.inputsOf('registrations.activate')).toEqual([{ selection: 'frozen' }]);
});

test('while some are selected it is said which search they are from, and the search stays as it was', async () => {
  const { user } = renderApp('/pending?q=person', {
    ...madeUpSite({ pending: [pendingRow(3), pendingRow(4)] }),
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('x');
  const bar = await screen.findByRole('group', { name: 'Acts on the selection' });
  expect(within(bar).getByText('person')).toBeTruthy();
  expect(screen.queryByRole('group', { name: 'Search and filter' })).toBeNull();
  await user.keyboard('{Escape}');
  expect(await screen.findByRole('group', { name: 'Search and filter' })).toBeTruthy();
  expect(screen.getByRole<HTMLInputElement>('combobox', { name: 'Search sign-ups' }).value).toBe(
    'person',
  );
});

test('all are activated and taken back by keys alone', async () => {
  const { bridge, user } = renderApp('/pending', {
    ...madeUpSite({}),
    ...manyWaiting(),
    'operations.undo': () => ({
      operationId: null,
      undone: 7_000,
      refused: [],
      mailsTakenBack: 0,
      mailsPutBack: 0,
      mailsGone: 0,
      mailsLost: [],
      act: { title: 'Activated 2 accounts', accounts: 2, names: [] },
    }),
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('{Control>}a{/Control}a');
  await screen.findByRole('button', { name: 'Activate 6,990' });
  await user.keyboard('{Enter}');
  await screen.findByText('7,000 activated.');
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Activate 6,990' })).toBeNull());
  await user.keyboard('z');
  await waitFor(() => expect(bridge.inputsOf('operations.undo')).toEqual([{ id: 7 }]));
});

test('a plan is given up by one button, also while it is looked up', async () => {
  const plan = Promise.withResolvers<ReturnType<typeof planOf>>();
  const { user } = renderApp('/pending', {
    ...madeUpSite({}),
    ...manyWaiting(),
    'registrations.plan': () => plan.promise,
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('{Control>}a{/Control}a');
  const dialog = within(await screen.findByRole('alertdialog'));
  expect(dialog.getByRole('button', { name: 'Cancel' })).toBeTruthy();
  expect(dialog.queryByRole('button', { name: 'Close' })).toBeNull();
  plan.resolve(planOf(7_000, { done: 0 }));
  const close = await dialog.findByRole('button', { name: 'Close' });
  expect(dialog.getAllByRole('button')).toEqual([close]);
  expect(document.activeElement).toBe(close);
  await user.keyboard('{Enter}');
  await waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull());
});

test('an act at once after "all" waits until it is known who that is', async () => {
  const frozen = Promise.withResolvers<FrozenSelection>();
  const many = { ...madeUpSite({}), ...manyWaiting() };
  const { bridge, user } = renderApp('/pending', {
    ...many,
    'registrations.freeze': () => frozen.promise,
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('x');
  await user.keyboard('{Control>}a{/Control}a');
  frozen.resolve(many['registrations.freeze']());
  await user.click(await screen.findByRole('button', { name: 'Activate 6,990' }));
  await screen.findByText('7,000 activated.');
  expect(bridge.inputsOf('registrations.activate')).toEqual([{ selection: 'frozen' }]);
});

test.each([
  ['that fails', ''],
  ['that was given up', 'x'],
])('an act after a selection %s is done to nobody', async (_, meanwhile) => {
  const frozen = Promise.withResolvers<FrozenSelection>();
  const many = { ...madeUpSite({}), ...manyWaiting() };
  const { bridge, user } = renderApp('/pending', {
    ...many,
    'registrations.freeze': () => frozen.promise,
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard(`{Control>}a{/Control}a${meanwhile}`);
  if (meanwhile === '') {
    frozen.reject(new RefusedError({ code: 'busy', message: 'The site is writing.' }));
    await screen.findAllByText('The site is writing.');
  } else frozen.resolve(many['registrations.freeze']());
  await user.keyboard('{Control>}k{/Control}');
  await screen.findByRole('dialog', { name: 'Command palette' });
  expect(bridge.inputsOf('registrations.activate')).toEqual([]);
  expect(screen.queryByText('7,000 selected')).toBeNull();
});

test('a range reaches over rows that nobody has looked at, and what was selected stays meanwhile', async () => {
  const range = Promise.withResolvers<{ ids: number[] }>();
  const many = { ...madeUpSite({}), ...manyWaiting() };
  const { bridge, user } = renderApp('/pending', {
    ...many,
    'registrations.ids': () => range.promise,
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('jx{Shift>}{End}{/Shift}');
  const bar = within(await screen.findByRole('group', { name: 'Acts on the selection' }));
  expect(bar.getByRole('status').textContent).toBe('1 selected choosing more…');
  await user.keyboard('a');
  expect(bar.getByText('Activate').closest('[inert]')).toBeTruthy();
  expect(bridge.inputsOf('registrations.plan')).toEqual([]);
  expect(bridge.inputsOf('registrations.activate')).toEqual([]);
  range.resolve({ ids: Array.from({ length: 6_999 }, (_, at) => at + 2) });
  expect(await screen.findByText('6,999 selected')).toBeTruthy();
  expect(bridge.inputsOf('registrations.ids')).toMatchObject([
    { range: { offset: 1, limit: 6_999 } },
  ]);
  await screen.findByRole('button', { name: 'Activate 6,990' });
});

test('a range that begins with nobody selected says that it comes', async () => {
  const range = Promise.withResolvers<{ ids: number[] }>();
  const { user } = renderApp('/pending', {
    ...madeUpSite({}),
    ...manyWaiting(),
    'registrations.ids': () => range.promise,
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('{Shift>}{End}{/Shift}');
  expect(await screen.findByText('Choosing…')).toBeTruthy();
  range.resolve({ ids: Array.from({ length: 7_000 }, (_, at) => at + 1) });
  expect(await screen.findByText('7,000 selected')).toBeTruthy();
});

test('an act that was stopped says how far it came and goes on when asked', async () => {
  const stopped = { operationId: 7, done: 4_000, skipped: [], mailsQueued: 0, cancelled: true };
  const many = { ...madeUpSite({}), ...manyWaiting() };
  const { bridge, user } = renderApp('/pending', {
    ...many,
    'registrations.activate': () => stopped,
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('{Control>}a{/Control}');
  await screen.findByText('7,000 selected');
  await user.keyboard('a');
  await user.click(await screen.findByRole('button', { name: 'Activate 6,990' }));
  await screen.findByText('Stopped: 4,000 of 7,000 activated.');
  expect(screen.getByRole('button', { name: 'Undo those' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Go on' }));
  await waitFor(() => expect(bridge.inputsOf('registrations.activate')).toHaveLength(2));
});

test('what runs long is stopped from the dialog that has begun it, which covers the frame', async () => {
  const job = {
    id: 4,
    title: 'Activating 7,000 sign-ups',
    done: 2_000,
    total: 7_000,
    startedAt: new Date().toISOString(),
    cancellable: true,
  };
  const jobs: (typeof job)[] = [];
  const { bridge, user } = renderApp('/pending', {
    ...madeUpSite({}),
    ...manyWaiting(),
    'jobs.list': () => ({ jobs }),
    'jobs.cancel': () => ({}),
    'registrations.activate': () => new Promise<never>(() => {}),
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('{Control>}a{/Control}a');
  const dialog = within(await screen.findByRole('alertdialog'));
  await user.click(await dialog.findByRole('button', { name: 'Activate 6,990' }));
  jobs.push(job);
  bridge.emit(['jobs']);
  await user.click(await dialog.findByRole('button', { name: 'Stop' }));
  await waitFor(() => expect(bridge.inputsOf('jobs.cancel')).toEqual([{ id: 4 }]));
});

test('who has a signal is left out of an act on many from its question, and taken in again', async () => {
  const people = Array.from({ length: 20 }, (_, at) => pendingRow(at + 1));
  const burst = [3, 4, 5];
  const { bridge, user } = renderApp('/pending', {
    ...madeUpSite({ pending: people }),
    'registrations.plan': (target) => {
      const ids = idsOf(target);
      const here = burst.filter((id) => ids.includes(id));
      const signals = [{ text: 'signed up in a burst', count: here.length, ids: here }];
      return planOf(ids.length, here.length > 0 ? { signals } : {});
    },
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('{Control>}a{/Control}');
  await screen.findByText('20 selected');
  await user.keyboard('a');
  await user.click(await screen.findByRole('button', { name: /^Leave out 3 signed up in a/ }));
  await screen.findByRole('alertdialog', { name: 'Activate 17 sign-ups' });
  await screen.findByRole('button', { name: 'Activate 17' });
  expect(document.activeElement?.textContent).toBe('Take in again');
  await user.keyboard('{Enter}');
  await user.click(await screen.findByRole('button', { name: 'Activate 20' }));
  await screen.findByText('20 activated.');
  expect(bridge.inputsOf('registrations.activate')).toHaveLength(1);
});

test('those who were left out are not acted on', async () => {
  const people = Array.from({ length: 20 }, (_, at) => pendingRow(at + 1));
  const signals = [{ text: 'signed up in a burst', count: 1, ids: [3] }];
  const { bridge, user } = renderApp('/pending', {
    ...madeUpSite({ pending: people }),
    'registrations.plan': (target) => {
      const ids = idsOf(target);
      return planOf(ids.length, ids.includes(3) ? { signals } : {});
    },
  });
  (await screen.findByRole('grid')).focus();
  await user.keyboard('{Control>}a{/Control}');
  await screen.findByText('20 selected');
  await user.keyboard('a');
  await user.click(await screen.findByRole('button', { name: /^Leave out 1/ }));
  await user.click(await screen.findByRole('button', { name: 'Activate 19' }));
  await screen.findByText('19 activated.');
  const [input] = bridge.inputsOf('registrations.activate');
  expect(idsOf(input ?? { ids: [] })).toEqual(people.map(({ id }) => id).filter((id) => id !== 3));
});

/** Answers of a site where 7,000 wait, each as a row of the list. */
function manyWaiting() {
  const total = 7_000;
  return {
    'registrations.list': ({ offset, limit }: { offset: number; limit: number }) => ({
      total,
      rows: Array.from({ length: Math.min(limit, total - offset) }, (_, at) =>
        pendingRow(offset + at + 1),
      ),
    }),
    'registrations.freeze': () => ({
      selection: 'frozen',
      count: total,
      at: new Date().toISOString(),
    }),
    'registrations.plan': () =>
      planOf(total, {
        done: total - 10,
        mails: total - 10,
        skipped: [{ reason: 'Already active.', count: 10, names: ['anna'] }],
      }),
    'registrations.activate': () => ({ operationId: 7, done: total, skipped: [], mailsQueued: 0 }),
  };
}
