import { screen } from '@testing-library/react';

import { CallError } from '../../../src/renderer/query/call-error.ts';
import type { OutboxRow } from '../../../src/shared/contract/outbox.ts';
import type { Answers } from '../support/fake-bridge.ts';
import { madeUpSite, outcomeOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

/** Why the made-up mails are held. */
export const WHY = 'Held: 31 sign-ups within ten minutes, more than the 30 that are let through.';

export function outboxRow(id: number, changes: Partial<OutboxRow> = {}): OutboxRow {
  return {
    id,
    state: 'held',
    kind: 'activation',
    to: `person${id}@people.example`,
    subject: 'Account activation',
    createdAt: '2026-05-03T10:00:00.000Z',
    nextAttemptAt: null,
    finishedAt: null,
    attempts: 0,
    attemptsMost: 12,
    linkEndsAt: null,
    ownServer: false,
    overtaken: null,
    dismissed: false,
    destination: '',
    why: WHY,
    advice: null,
    reply: null,
    accountId: id,
    meant: null,
    ...changes,
  };
}

export const held = (count: number) =>
  Array.from({ length: count }, (_, index) => outboxRow(index + 1));

export function renderOutbox(mails: OutboxRow[], path = '/mail/outbox', answers: Answers = {}) {
  const set = (ids: readonly number[], state: OutboxRow['state']) => {
    for (const id of ids) {
      const index = mails.findIndex((mail) => mail.id === id);
      mails.splice(index, 1, outboxRow(id, { state }));
    }
  };
  const inState = (state: string) => mails.filter((mail) => mail.state === state);
  return renderApp(path, {
    ...madeUpSite({}),
    'outbox.list': ({ view, offset, limit }) => {
      const rows = (view === 'all' ? mails : inState(view)).toSorted((a, b) => b.id - a.id);
      const views = { all: mails.length, held: inState('held').length };
      return {
        total: rows.length,
        rows: rows.slice(offset, offset + limit),
        views: { ...views, waiting: 0, sent: 0, failed: 0 },
      };
    },
    'outbox.get': ({ id }) => {
      const mail = mails.find((each) => each.id === id);
      if (mail) return mail;
      throw new CallError({ code: 'not-found', message: 'This mail is no more in the outbox.' });
    },
    'outbox.release': ({ ids }) => {
      const released = ids.filter((id) => inState('held').some((mail) => mail.id === id));
      set(released, 'queued');
      return { released: released.length, ended: 0, skipped: ids.length - released.length };
    },
    'outbox.cancel': ({ ids }) => {
      const isIn = (state: string) => (id: number) => inState(state).some((mail) => mail.id === id);
      const cancelled = ids.filter(isIn('held'));
      const dismissed = ids.filter(isIn('failed'));
      set(cancelled, 'cancelled');
      return { cancelled, dismissed, skipped: ids.length - cancelled.length - dismissed.length };
    },
    'outbox.restore': ({ ids }) => ({ restored: ids.length }),
    'outbox.attempts': () => ({
      steps: [{ at: '2026-05-03T10:00:00.000Z', tone: 'neutral', title: 'Written.', detail: null }],
      attempts: [],
    }),
    'outbox.tryNow': () => ({}),
    'registrations.resend': (target) => outcomeOf('ids' in target ? target.ids : []),
    'registrations.changeEmail': ({ id }) => outcomeOf([id]),
    'outbox.sendNow': ({ ids }) => ({ queued: ids.length, skipped: 0 }),
    ...answers,
  });
}

export async function openOutbox(mails: OutboxRow[], path?: string, answers?: Answers) {
  const app = renderOutbox(mails, path, answers);
  const grid = await screen.findByRole('grid', { name: 'Mails in the outbox' });
  grid.focus();
  return { ...app, grid, mails };
}

export const panelOf = (id: number) =>
  screen.findByRole('complementary', { name: `Mail to person${id}@people.example` });

export const pausedCounts: Answers = {
  'application.counts': () => ({
    ...madeUpSite({})['application.counts'](),
    mailPaused: { title: 'Password refused.', advice: '', nextTryAt: null, way: 'p1' },
  }),
};
