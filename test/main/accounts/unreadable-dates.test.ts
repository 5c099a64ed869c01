import { expect, it } from 'vitest';

import { readAccountRows } from '../../../src/main/accounts/account-rows.ts';
import { readPendingRows } from '../../../src/main/registrations/pending-rows.ts';
import { mailVerdict } from '../../../src/main/story/mail-verdict.ts';
import { createCore, register } from '../../support/core.ts';

it.each(['', '2024-05-05', '0000-00-00 00:00:00'])(
  'a date that can’t be read is told so, and not as never: %j',
  async (text) => {
    const core = await createCore();
    const id = await register(core, 'anna');
    const dates = { date_joined: text, last_login: text };
    await core.db.updateTable('auth_user').set(dates).where('id', '=', id).execute();
    const clock = { now: core.now(), activationDays: 7 };
    expect(await readAccountRows(core.db, [id], clock)).toMatchObject([
      { dateJoined: 'unreadable', lastLogin: 'unreadable' },
    ]);
    expect(await readPendingRows(core, [id])).toMatchObject([
      { signedUpAt: 'unreadable', expiresAt: 'unreadable' },
    ]);
    await core.db.deleteFrom('gatehouse_outbox').execute();
    await core.db.deleteFrom('gatehouse_operation_change').execute();
    const account = { id, username: 'anna', email: '', state: 'pending' } as const;
    expect(await mailVerdict(core.db, account, null)).toMatchObject({ at: null, steps: [] });
  },
);
