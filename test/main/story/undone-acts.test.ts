import { expect, it } from 'vitest';

import { listOperations } from '../../../src/main/operations/operation-log.ts';
import { activateRegistrations } from '../../../src/main/registrations/review-registrations.ts';
import { accountStory } from '../../../src/main/story/account-story.ts';
import { actorOf, addAdministrator, createCore, register, undo } from '../../support/core.ts';

it('an act that was taken back is one line of the story, and the log says what was', async () => {
  const core = await createCore();
  const actor = actorOf(await addAdministrator(core));
  const anna = await register(core, 'anna');
  core.clock.advance({ hours: 1 });
  const { operationId } = await activateRegistrations(core, { ids: [anna], actor });
  await undo(core, operationId);
  const { items } = await accountStory(core.db, { id: anna, kind: 'all', limit: 20 });
  expect(items.map(({ title, undoBlocked }) => [title, undoBlocked])).toEqual([
    ['Activated by hand', 'Was taken back.'],
    ['Signed up', null],
    ['Activation mail to anna@people.example is waiting to leave', null],
  ]);
  const mails = await accountStory(core.db, { id: anna, kind: 'mails', limit: 20 });
  expect(mails.items.map(({ title }) => title)).toHaveLength(2);
  const { rows } = await listOperations(core.db, {
    search: '',
    offset: 0,
    limit: 1,
    now: new Date(),
  });
  expect(rows[0]?.title).toBe('Took back: Activated anna');
});
