import { act, screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { MAIL, SETTINGS } from '../../settings/stored-settings.ts';
import type { Answers } from '../../support/fake-bridge.ts';
import { madeUpSite } from '../../support/made-up-site.ts';
import { renderApp } from '../../support/render-app.tsx';
import { template } from '../../templates/made-up-template.ts';

type Session = Pick<
  ReturnType<NonNullable<ReturnType<typeof madeUpSite>['session.state']>>,
  'phase' | 'person'
>;

const EVA: Session = {
  phase: 'signed-in',
  person: { id: 1, username: 'eva', isSuperuser: true, permissions: [] },
};
const LOCKED: Session = { ...EVA, phase: 'locked' };

/** A console whose session goes on otherwise. */
function openConsole(path: string, answers: Answers) {
  const site = madeUpSite({});
  let session = EVA;
  const { user, bridge } = renderApp(path, {
    ...site,
    'session.state': () => ({ ...site['session.state'](), ...session }),
    ...answers,
  });
  return {
    user,
    become: (next: Session) => {
      session = next;
      act(() => bridge.emit(['session']));
    },
  };
}

/** A template that was begun and kept for later. */
async function keepTemplate() {
  const app = openConsole('/mail/templates/activation', {
    'templates.list': () => ({ rows: [template()] }),
    'templates.get': () => template(),
    'templates.people': () => ({ people: [] }),
    'templates.preview': () => ({ problems: [], mail: null }),
  });
  const { user } = app;
  await user.type(await screen.findByLabelText('Subject'), ' now');
  await user.click(screen.getByRole('link', { name: /^Users/ }));
  const question = within(await screen.findByRole('dialog', { name: /is not saved\.$/ }));
  await user.click(question.getByRole('button', { name: 'Keep for later' }));
  await screen.findByRole('link', { name: 'Templates unsaved' });
  return app;
}

test('what is kept for later is there after a lock', async () => {
  const { user, become } = await keepTemplate();
  become(LOCKED);
  await screen.findByRole('button', { name: 'Unlock' });
  become(EVA);
  await user.click(await screen.findByRole('link', { name: 'Templates unsaved' }));
  expect(await screen.findByLabelText('Subject')).toHaveProperty('value', 'Account activation now');
});

test('what is kept for later is gone once somebody else is there', async () => {
  const { become } = await keepTemplate();
  become(LOCKED);
  await screen.findByRole('button', { name: 'Unlock' });
  become({ ...EVA, person: { id: 2, username: 'karin', isSuperuser: true, permissions: [] } });
  await screen.findByRole('link', { name: 'Templates' });
});

test('what is kept for later is gone after a sign-out', async () => {
  const { become } = await keepTemplate();
  become({ phase: 'signed-out', person: null });
  await screen.findByRole('button', { name: 'Sign in' });
  become(EVA);
  await screen.findByRole('link', { name: 'Templates' });
});

test('a fault that was being written when the console was locked marks nothing that can’t be found', async () => {
  const { user, become } = openConsole('/settings/faults', {
    'settings.get': () => SETTINGS,
    'mailSettings.get': () => MAIL,
    'faults.get': () => ({ rules: [], server: null }),
  });
  await user.click(await screen.findByRole('button', { name: 'New fault' }));
  await user.type(await screen.findByLabelText('Only mails to'), 'x');
  become(LOCKED);
  await screen.findByRole('button', { name: 'Unlock' });
  become(EVA);
  await screen.findByRole('link', { name: 'Settings' });
});
