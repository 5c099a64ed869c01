import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Rehearsal } from '../../../src/shared/contract/rehearsal.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, SETTINGS } from './stored-settings.ts';

const PLAYED: Rehearsal = {
  run: 'first',
  startedAt: '2026-11-29T12:00:00.000Z',
  running: false,
  frames: [
    {
      kind: 'page',
      title: 'The register page is opened',
      address: '/accounts/register/',
      tookMs: 40,
    },
    { kind: 'mail', title: 'The activation mail comes', address: 'Activate', tookMs: 1_460 },
    { kind: 'act', title: 'The test person is taken away again', address: '', tookMs: 500 },
  ],
  next: null,
  warnings: [],
  problem: null,
};

function openPage(first: Rehearsal | null) {
  let rehearsal = first;
  const app = renderApp('/settings/rehearsal', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    'rehearsal.state': () => ({ rehearsal }),
    'rehearsal.start': () => ({}),
    'rehearsal.stop': () => ({}),
    'rehearsal.frame': ({ place }) => ({ path: `/preview/${place}` }),
  });
  const become = (next: Rehearsal) => {
    rehearsal = next;
    app.bridge.emit(['rehearsal']);
  };
  return { ...app, become };
}

test('a rehearsal is begun, watched while it is played, and stopped', async () => {
  const { user, bridge, become } = openPage(null);
  await user.click(await screen.findByRole('button', { name: 'Rehearse' }));
  expect(bridge.inputsOf('rehearsal.start')).toEqual([{}]);
  become({
    ...PLAYED,
    running: true,
    frames: PLAYED.frames.slice(0, 1),
    next: 'The activation mail comes',
  });
  expect(await screen.findByText('The activation mail comes…')).toBeTruthy();
  expect(screen.queryByText('A visitor gets through.')).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Stop' }));
  expect(bridge.inputsOf('rehearsal.stop')).toEqual([{}]);
  become(PLAYED);
  expect(await screen.findByText('A visitor gets through.')).toBeTruthy();
  expect(
    screen.getByText(/All pages and 1 mail came as they should, in 2\.0 seconds/),
  ).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Stop' })).toBeNull();
});

test('a picture is shown large, and the next one from there; an act has none', async () => {
  const { user } = openPage(PLAYED);
  await user.click(await screen.findByRole('button', { name: /^Look at 1/ }));
  const dialog = await screen.findByRole('dialog', { name: '1. The register page is opened' });
  const picture = await within(dialog).findByTitle('The register page is opened');
  expect(picture.getAttribute('src')).toBe('/preview/0');
  await user.click(within(dialog).getByRole('button', { name: 'Next' }));
  await screen.findByRole('dialog', { name: '2. The activation mail comes' });
  const next = within(dialog).getByRole('button', { name: 'Next' });
  expect(next.getAttribute('aria-disabled')).toBe('true');
});

test('what is in a visitor’s way leads to where it is mended', async () => {
  const problem = {
    title: 'A visitor can’t register now.',
    advice: 'Registration is closed.',
    section: 'registration',
  } as const;
  const { user } = openPage({ ...PLAYED, problem });
  expect((await screen.findByRole('alert')).textContent).toContain('Registration is closed.');
  await user.click(screen.getByRole('button', { name: 'Open Registration' }));
  expect(await screen.findByRole('link', { name: 'Registration', current: 'page' })).toBeTruthy();
});

test('links that would not open are told beside a rehearsal that went well', async () => {
  const warnings = [{ title: 'Links lead to port 1.', advice: 'Links would not open.' }];
  openPage({ ...PLAYED, warnings });
  expect(await screen.findByText('A visitor gets through.')).toBeTruthy();
  expect(screen.getByText('Links lead to port 1.')).toBeTruthy();
  expect(screen.getByRole('button', { name: 'Open Site' })).toBeTruthy();
});
