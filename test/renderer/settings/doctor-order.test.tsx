import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { Examination } from '../../../src/shared/contract/doctor.ts';
import { madeUpSite } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';
import { MAIL, SETTINGS } from './stored-settings.ts';

const CERTIFICATE = 'TLSv1.3, certificate of shop.test, SHA-256 04:31:4A';
const SEEN: Examination = {
  running: false,
  steps: [{ name: 'tls', state: 'ok', ms: 12, detail: CERTIFICATE }],
  next: null,
  problem: {
    title: 'The certificate is not from a known authority.',
    advice: '',
    reply: null,
    field: null,
    fixes: [{ label: 'Trust this certificate', changes: { pinnedCertificate: 'x' } }],
  },
  reply: null,
  messageId: null,
  transcript: 'S: 220 shop.test\n',
};

function openDoctor() {
  return renderApp('/settings/mail?examine=p1', {
    ...madeUpSite({}),
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    'mailSettings.presets': () => [],
    'doctor.start': () => ({ run: 'r1' }),
    'doctor.progress': () => SEEN,
  });
}

function isBefore(first: Element, second: Element): boolean {
  return Boolean(first.compareDocumentPosition(second) & Node.DOCUMENT_POSITION_FOLLOWING);
}

test('what was found and what mends it stand above the steps', async () => {
  openDoctor();
  const fix = await screen.findByRole('button', { name: 'Trust this certificate' });
  const steps = screen.getByRole('list', { name: 'Steps' });
  expect(isBefore(screen.getByRole('alert'), fix)).toBe(true);
  expect(isBefore(fix, steps)).toBe(true);
});

test('the whole of a certificate is told with what was said', async () => {
  openDoctor();
  const said = (await screen.findByText('What was said')).closest('details');
  if (!said) throw new Error('What was said can’t be opened.');
  expect(within(said).getByText(CERTIFICATE)).toBeDefined();
});

test('the doctor stands between a server’s form and the sender', async () => {
  openDoctor();
  const doctor = await screen.findByRole('region', { name: 'Doctor' });
  expect(isBefore(screen.getByRole('form', { name: /^Mail server:/ }), doctor)).toBe(true);
  expect(isBefore(doctor, screen.getByRole('form', { name: 'Sender' }))).toBe(true);
});
