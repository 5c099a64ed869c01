import { screen, within } from '@testing-library/react';
import { expect, test } from 'vitest';

import { accountDetail, madeUpSite, outcomeOf } from '../support/made-up-site.ts';
import { renderApp } from '../support/render-app.tsx';

const EVA = accountDetail(1, { username: 'eva', isStaff: true, isSuperuser: true, isSelf: true });

test('one’s own right is asked about first, and its toast offers no way back that would be refused', async () => {
  const { user, bridge } = renderApp('/users?id=1', {
    ...madeUpSite({ accounts: [EVA] }),
    'accounts.update': () => outcomeOf([1]),
  });
  await user.click(await screen.findByRole('switch', { name: 'Superuser' }));
  const dialog = await screen.findByRole('alertdialog', { name: 'Take Superuser from yourself?' });
  expect(bridge.inputsOf('accounts.update')).toEqual([]);
  await user.type(within(dialog).getByRole('textbox'), 'eva{Enter}');
  await screen.findAllByText(/eva.*changed\./);
  expect(bridge.inputsOf('accounts.update')).toMatchObject([
    { id: 1, isStaff: true, isSuperuser: false, includeSelf: true },
  ]);
  expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
});
