import { describe, expect, it } from 'vitest';

import { createConsoleCore, signIn } from '../../support/console-core.ts';
import { addAccount, PASSWORD } from '../../support/core.ts';

describe('the guards of administrators', () => {
  it('case 41: count as administrators only those who have a password', async () => {
    const console = await createConsoleCore();
    const person = await signIn(console);
    const flags = { isActive: true, isStaff: true, isSuperuser: true };
    await addAccount(console, { username: 'jonas', password: '!invited', ...flags });
    const acting = { ids: [person.id], includeSelf: true };
    const refusal = await console.refusal('accounts.deactivate', acting);
    expect(refusal.message).toBe('This is the only administrator left. Nothing was changed.');
    expect(refusal.advice).toContain('Who has no password yet does not count.');
    await addAccount(console, { username: 'otto', ...flags });
    expect(await console.call('accounts.deactivate', acting)).toMatchObject({ done: 1 });
  });

  it.each(['isStaff', 'isSuperuser'] as const)(
    'case 41: let nobody take their own %s without saying so, and tell them why they stay out',
    async (role) => {
      const console = await createConsoleCore();
      const { id } = await signIn(console);
      const flags = { isStaff: true, isSuperuser: true };
      await addAccount(console, { username: 'otto', isActive: true, ...flags });
      const { revision, email, firstName, lastName } = await console.call('accounts.get', { id });
      const fields = { username: 'eva', email, firstName, lastName, ...flags, [role]: false };
      const form = { id, revision, ...fields };
      expect(await console.refusal('accounts.update', form)).toMatchObject({
        code: 'conflict',
        message: 'eva is you. Nothing was changed.',
      });
      await console.call('accounts.update', { ...form, includeSelf: true });
      const signing = { username: 'eva', password: PASSWORD };
      if (role === 'isSuperuser') return;
      await console.call('session.signOut', {});
      expect((await console.refusal('session.signIn', signing)).message).toBe(
        'This account may not use the console: it is not staff.',
      );
      const wrong = { ...signing, password: 'not the password' };
      expect((await console.refusal('session.signIn', wrong)).message).toContain('correct user');
    },
  );
});
