import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OutputOf } from '../../../src/shared/contract/index.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

type Stages = OutputOf<'dashboard.funnel'>['stages'];

const STAGES: Stages = [
  { stage: 'registered', count: 412, query: 'joined:2026-04-04..2026-05-03' },
  { stage: 'activated', count: 331, query: 'joined:2026-04-04..2026-05-03 is:active' },
];

const NOBODY = { cleanedUp: 0, rejected: 0, deleted: 0, inTrash: 0, mailed: 0, activated: 0 };

function board(changes: Answers = {}, path = '/') {
  return renderApp(path, {
    ...madeUpSite({}),
    'accounts.list': () => ({
      total: 331,
      rows: [],
    }),
    'dashboard.funnel': () => ({ stages: STAGES, gone: NOBODY }),
    'dashboard.firstSteps': () => ({ steps: null }),
    'dashboard.signUps': () => ({ days: [{ day: '2026-05-01', count: 14, here: 14 }] }),
    'dashboard.activationTimes': () => ({ domains: [] }),
    'dashboard.attention': () => ({ matters: [], at: '2026-05-03T10:20:00.000Z' }),
    'dashboard.health': () => ({ signs: [] }),
    'operations.verify': () => ({
      state: 'unbroken',
      since: '2026-05-02T10:00:00.000Z',
      entries: 9,
      checkedAt: '2026-05-03T10:20:00.000Z',
      problem: null,
    }),
    ...changes,
  });
}

test('the console starts with 30 days, and another span asks anew', async () => {
  const { user, bridge } = board();
  expect(await screen.findByText('412')).toBeTruthy();
  expect(bridge.inputsOf('dashboard.funnel')).toEqual([{ from: '2026-04-04', to: '2026-05-03' }]);
  await user.click(screen.getByRole('button', { name: '7 days' }));
  await waitFor(() =>
    expect(bridge.inputsOf('dashboard.funnel').at(-1)).toEqual({
      from: '2026-04-27',
      to: '2026-05-03',
    }),
  );
});

test('what needs somebody comes before the charts', async () => {
  board();
  const needs = await screen.findByRole('heading', { name: 'Needs you' });
  const chart = await screen.findByRole('button', { name: 'Sign-ups per day as a table' });
  expect(needs.compareDocumentPosition(chart)).toBe(Node.DOCUMENT_POSITION_FOLLOWING);
});

test('an address with a day that no query can name leaves it out', async () => {
  const { bridge } = board({}, '/?span=custom&from=0202-04-04&to=2026-05-03');
  expect(await screen.findByText('412')).toBeTruthy();
  expect(bridge.inputsOf('dashboard.funnel')).toEqual([{ from: '2026-04-04', to: '2026-05-03' }]);
});

test('a number leads to the list that it counts', async () => {
  const { user, bridge } = board();
  await user.click(await screen.findByRole('link', { name: 'Active: 331' }));
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.list')).toContainEqual(
      expect.objectContaining({ query: expect.stringContaining(STAGES[1]?.query ?? '?') }),
    ),
  );
});

test('who only has to follow the link is called so on the board as in the list it leads to', async () => {
  const pending = { stage: 'pending', count: 34, query: 'is:pending' } as const;
  const { user } = board({
    'dashboard.funnel': () => ({ stages: [...STAGES, pending], gone: NOBODY }),
  });
  await user.click(await screen.findByRole('link', { name: 'Not confirmed: 34' }));
  const chip = await screen.findByRole('button', { name: /^Not confirmed/, pressed: true });
  expect(chip).toBeTruthy();
});

test('numbers of who is gone lead to the acts that took them, and the sum of sign-ups to the people', async () => {
  board({ 'dashboard.funnel': () => ({ stages: STAGES, gone: { ...NOBODY, rejected: 3 } }) });
  const gone = await screen.findByRole('link', { name: 'Rejected: 3, the acts in Audit' });
  const query = 'kind:registrations.reject after:2026-04-04';
  expect(decodeURIComponent(gone.getAttribute('href') ?? '').replaceAll('+', ' ')).toContain(query);
  const sum = await screen.findByRole('link', { name: '14 sign-ups' });
  expect(sum.getAttribute('href')).toContain('joined');
});

test('a chart has a table twin with the same numbers', async () => {
  const { user } = board();
  await user.click(await screen.findByRole('button', { name: 'Sign-ups per day as a table' }));
  const table = screen.getByRole('table');
  const [, newest] = within(table).getAllByRole('row');
  expect(newest?.textContent).toBe('3 May 20260');
  expect(within(table).getByRole('link', { name: '1 May 2026: 14' })).toBeTruthy();
});

test('a day says how many of its sign-ups are still here', async () => {
  const { user } = board({
    'dashboard.signUps': () => ({ days: [{ day: '2026-05-01', count: 14, here: 12 }] }),
  });
  const said = { name: '1 May 2026: 14 sign-ups, 12 of them still here' };
  expect(await screen.findByRole('link', said)).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Sign-ups per day as a table' }));
  const inTable = { name: '1 May 2026: 14, 12 of them still here' };
  expect(screen.getByRole('link', inTable)).toBeTruthy();
});

test('the days are gone through by key, and one is opened', async () => {
  const { user, bridge } = board();
  await waitFor(() =>
    expect(screen.getAllByRole('link', { name: /2026: .* sign-ups/ })).toHaveLength(30),
  );
  screen.getByRole('link', { name: '3 May 2026: 0 sign-ups' }).focus();
  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  const day = screen.getByRole('link', { name: '1 May 2026: 14 sign-ups' });
  expect(document.activeElement).toBe(day);
  await user.keyboard('{Enter}');
  await waitFor(() =>
    expect(bridge.inputsOf('accounts.list')).toContainEqual(
      expect.objectContaining({ query: expect.stringContaining('joined:2026-05-01') }),
    ),
  );
});

test('what needs somebody and what is unwell says so in words, with the way there', async () => {
  board({
    'dashboard.attention': () => ({
      matters: [
        {
          id: 'failed-mails',
          tone: 'danger',
          count: 2,
          text: 'mails failed',
          detail: null,
          link: { screen: 'outbox', view: 'failed' },
          reasons: [
            {
              id: 'the address does not exist.',
              count: 2,
              text: 'The address does not exist.',
              link: { screen: 'outbox', view: 'failed', search: 'does not exist.' },
            },
          ],
        },
      ],
      at: '2026-05-03T10:20:00.000Z',
    }),
    'dashboard.health': () => ({
      signs: [
        {
          id: 'links',
          tone: 'warn',
          title: 'Links: Links would be http.',
          detail: 'Use https.',
          act: { label: 'Set the domain', link: { screen: 'settings', section: 'site' } },
        },
      ],
    }),
  });
  const link = await screen.findByRole('link', { name: '2 mails failed' });
  expect(link.getAttribute('href')).toContain('view=failed');
  const reason = screen.getByRole('link', { name: '2 × The address does not exist.' });
  expect(reason.getAttribute('href')).toContain('q=does+not+exist');
  expect(screen.getByRole('link', { name: 'Set the domain' }).getAttribute('href')).toContain(
    '/settings/site',
  );
});

test('a site without anybody says what will appear', async () => {
  board({
    'dashboard.funnel': () => ({
      stages: STAGES.map((stage) => ({ ...stage, count: 0 })),
      gone: NOBODY,
    }),
  });
  expect(await screen.findByText('Nobody joined in this time.')).toBeTruthy();
  expect(await screen.findByText('Nothing needs you.')).toBeTruthy();
});

test('a log that was changed from outside needs somebody before all else', async () => {
  board({
    'operations.verify': () => ({
      state: 'broken',
      since: null,
      entries: 4,
      checkedAt: '2026-05-03T10:20:00.000Z',
      problem: { operationId: 5, what: 'It was removed from Audit.' },
    }),
  });
  expect(await screen.findByRole('link', { name: 'Audit was changed from outside' })).toBeTruthy();
  expect(screen.queryByText('Nothing needs you.')).toBeNull();
});

test('a day is typed digit by digit: its field keeps what stands in it, and half a year is not asked for', async () => {
  const { user, bridge } = board();
  await user.click(await screen.findByRole('button', { name: 'Custom' }));
  const from = await screen.findByLabelText<HTMLInputElement>('From');
  const asked = bridge.inputsOf('dashboard.funnel').length;
  for (const value of ['0002-04-04', '0020-04-04', '0202-04-04']) {
    fireEvent.change(from, { target: { value } });
    expect(from.value).toBe(value);
  }
  expect(bridge.inputsOf('dashboard.funnel')).toHaveLength(asked);
  fireEvent.change(from, { target: { value: '2026-06-04' } });
  await waitFor(() =>
    expect(bridge.inputsOf('dashboard.funnel').at(-1)).toEqual({
      from: '2026-05-03',
      to: '2026-06-04',
    }),
  );
  expect(from.value).toBe('2026-06-04');
  expect(screen.getByLabelText<HTMLInputElement>('To').value).toBe('2026-05-03');
});

test('who has no account any more counts in the funnel, is told, and is in its table', async () => {
  const { user } = board({
    'dashboard.funnel': () => ({
      stages: STAGES,
      gone: { cleanedUp: 70, rejected: 15, deleted: 3, inTrash: 20, mailed: 80, activated: 2 },
    }),
  });
  const registered = await screen.findByRole('link', {
    name: 'Registered: 500, 412 of them still here',
  });
  expect(registered.textContent).toBe('500');
  const addressOf = (name: string) =>
    decodeURIComponent(screen.getByRole('link', { name }).getAttribute('href') ?? '');
  expect(addressOf('88 of them, the acts in Audit')).toContain('registrations.reject,');
  expect(addressOf('20 in Trash')).toMatch(/trash\?q=joined:[\d-]+\.\.[\d-]+$/);
  await user.click(screen.getByRole('button', { name: 'Funnel as a table' }));
  const rows = within(screen.getByRole('table'))
    .getAllByRole('row')
    .map((row) => row.textContent);
  expect(rows).toEqual([
    'StagePeopleShare',
    'Registered500100 %',
    'Active33367 %',
    'Cleaned up7014 %',
    'Rejected153 %',
    'Deleted31 %',
  ]);
});
