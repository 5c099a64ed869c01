import { act, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import type { OutputOf } from '../../../../src/shared/contract/index.ts';
import { accountDetail, madeUpSite } from '../../support/made-up-site.ts';
import { renderApp } from '../../support/render-app.tsx';

type Session = Pick<OutputOf<'session.state'>, 'phase' | 'person'>;

const signedIn = (id: number, username: string): Session => ({
  phase: 'signed-in',
  person: { id, username, isSuperuser: true, permissions: [] },
});
const EVA = signedIn(1, 'eva');

async function openConsole() {
  const site = madeUpSite({ accounts: [accountDetail(2, { username: 'karin' })] });
  let session = EVA;
  const { user, bridge } = renderApp('/users', {
    ...site,
    'session.state': () => ({ ...site['session.state'](), ...session }),
  });
  await screen.findByRole('grid', { name: 'Users' });
  return {
    user,
    become: (next: Session) => {
      session = next;
      act(() => bridge.emit(['session']));
    },
    choose: async (typed: string, name: RegExp) => {
      await user.keyboard('{Control>}k{/Control}');
      await user.keyboard(typed);
      await user.click(await screen.findByRole('option', { name }));
      await waitFor(() => expect(screen.queryByRole('dialog', { name: /palette/ })).toBeNull());
    },
    recent: async () => {
      await user.keyboard('{Control>}k{/Control}');
      await screen.findByRole('dialog', { name: 'Command palette' });
      const group = screen.queryByRole('group', { name: 'Recent' });
      const names = group ? within(group).getAllByRole('option') : [];
      return names.map(({ textContent }) => textContent);
    },
  };
}

test('what was chosen in the palette stands first in it, the newest first and each once', async () => {
  const { user, choose, recent } = await openConsole();
  await choose('theme dark', /Theme: dark/);
  await choose('@karin', /karin/);
  await choose('theme dark', /Theme: dark/);
  const shown = await recent();
  expect(shown).toHaveLength(2);
  expect(shown[0]).toContain('Theme: dark');
  expect(shown[1]).toContain('karin');
  expect(screen.getAllByRole('option', { name: /Theme: dark/ })).toHaveLength(1);
  await user.keyboard('>');
  expect(screen.queryByRole('option', { name: /person2@/ })).toBeNull();
  expect(screen.getAllByRole('option')[0]?.textContent).toContain('Theme: dark');
});

test('it is remembered behind the lock, and for nobody else', async () => {
  const { become, choose, recent } = await openConsole();
  await choose('theme dark', /Theme: dark/);
  become({ ...EVA, phase: 'locked' });
  await screen.findByRole('button', { name: 'Unlock' });
  become(EVA);
  await screen.findByRole('grid', { name: 'Users' });
  expect((await recent())[0]).toContain('Theme: dark');
  become(signedIn(2, 'otto'));
  await screen.findByRole('grid', { name: 'Users' });
  expect(await recent()).toEqual([]);
});
