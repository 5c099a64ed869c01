import { expect, it } from 'vitest';

import type { PlainKind } from '../../../src/main/operations/operation-kinds.ts';
import { runOperation } from '../../../src/main/operations/run-operation.ts';
import { accountStory } from '../../../src/main/story/account-story.ts';
import { actorOf, addAccount, addAdministrator, createCore } from '../../support/core.ts';

it('a part of the story goes back past any number of acts of other parts', async () => {
  const core = await createCore();
  const actor = actorOf(await addAdministrator(core));
  const anna = await addAccount(core, { username: 'anna', isActive: true });
  const act = (kind: PlainKind, name: string) =>
    runOperation(core.db, { kind, actor, at: core.now() }, (operation) =>
      operation.update('auth_user', [{ id: anna, first_name: name }]),
    );
  await act('accounts.setPassword', 'A');
  for (const name of ['B', 'C', 'D']) await act('accounts.update', name);
  const { items, more } = await accountStory(core.db, { id: anna, kind: 'access', limit: 2 });
  expect(items.map(({ kind }) => kind)).toEqual(['password']);
  expect(more).toBe(false);
});
