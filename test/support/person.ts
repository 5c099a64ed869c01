import type { InputOf } from '../../src/shared/contract/index.ts';
import { createConsoleCore, signIn } from './console-core.ts';
import { addAccount, type Core } from './core.ts';

/** Adds a group as Django's admin does, without permissions. @returns Its id. */
export async function addGroup(core: Pick<Core, 'db'>, name: string): Promise<number> {
  const { id } = await core.db
    .insertInto('auth_group')
    .values({ name })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id;
}

/** A console with a superuser at it, and an active account to act on. */
export async function withAnna() {
  const console = await createConsoleCore();
  const eva = await signIn(console);
  const anna = await addAccount(console, { username: 'anna', isActive: true });
  const story = async (kind: InputOf<'accounts.story'>['kind'] = 'all') =>
    (await console.call('accounts.story', { id: anna, kind, limit: 50 })).items;
  return { console, eva, anna, story };
}
