import { expect, test } from 'vitest';

import {
  arrangeList,
  createView,
  deleteView,
  listViews,
  moveView,
  restoreView,
  updateView,
} from '../../../src/main/views/saved-views.ts';
import type { ListLayout } from '../../../src/shared/contract/views.ts';
import { createCore } from '../../support/core.ts';

const EVA = { id: 1, isSuperuser: true };
const BEN = { id: 2, isSuperuser: false };
const LAYOUT: ListLayout = { columns: null, widths: {}, rows: 'compact', sort: null };

function viewOf(name: string, shared = false) {
  return { list: 'users', name, query: 'is:pending', layout: LAYOUT, shared } as const;
}

async function namesSeenBy(core: Awaited<ReturnType<typeof createCore>>, viewer: typeof EVA) {
  return (await listViews(core, viewer)).views.map(({ name }) => name);
}

test('a view is seen by who made it, and by everybody when it is shared', async () => {
  const core = await createCore();
  await createView(core, EVA, viewOf('Mine'));
  await createView(core, EVA, viewOf('Ours', true));
  expect(await namesSeenBy(core, EVA)).toEqual(['Mine', 'Ours']);
  expect(await namesSeenBy(core, BEN)).toEqual(['Ours']);
});

test('only who made a view changes it, or a superuser when it is shared', async () => {
  const core = await createCore();
  const { id } = await createView(core, EVA, viewOf('Ours', true));
  const change = { ...viewOf('Renamed', true), id };
  await expect(updateView(core, BEN, change)).rejects.toThrow('Somebody else made this view.');
  const { id: benId } = await createView(core, BEN, viewOf('Of Ben', true));
  await updateView(core, EVA, { ...viewOf('Renamed', true), id: benId });
  expect(await namesSeenBy(core, BEN)).toEqual(['Ours', 'Renamed']);
});

test('somebody else’s own view does not exist for others', async () => {
  const core = await createCore();
  const { id } = await createView(core, BEN, viewOf('Secret'));
  await expect(deleteView(core, EVA, id)).rejects.toThrow('no longer exists');
});

test('views are put in another order', async () => {
  const core = await createCore();
  await createView(core, EVA, viewOf('One'));
  await createView(core, EVA, viewOf('Two'));
  const { id } = await createView(core, EVA, viewOf('Three'));
  await moveView(core, EVA, { id, to: 0 });
  expect(await namesSeenBy(core, EVA)).toEqual(['Three', 'One', 'Two']);
});

test('each person orders the views for themselves, and new ones come last', async () => {
  const core = await createCore();
  await createView(core, EVA, viewOf('One', true));
  await createView(core, EVA, viewOf('Two', true));
  const { id } = await createView(core, BEN, viewOf('Of Ben'));
  await moveView(core, BEN, { id, to: 0 });
  await createView(core, EVA, viewOf('Three', true));
  expect(await namesSeenBy(core, BEN)).toEqual(['Of Ben', 'One', 'Two', 'Three']);
  const [, one = id] = (await listViews(core, BEN)).views.map((view) => view.id);
  await moveView(core, BEN, { id: one, to: 3 });
  expect(await namesSeenBy(core, BEN)).toEqual(['Of Ben', 'Two', 'Three', 'One']);
  expect(await namesSeenBy(core, EVA)).toEqual(['One', 'Two', 'Three']);
  expect((await listViews(core, BEN)).layouts).toEqual({});
});

test('a deleted view is neither changed nor deleted again', async () => {
  const core = await createCore();
  const { id } = await createView(core, EVA, viewOf('One'));
  await deleteView(core, EVA, id);
  core.clock.advance({ days: 20 });
  const change = { ...viewOf('Renamed'), id };
  await expect(updateView(core, EVA, change)).rejects.toThrow('no longer exists');
  await expect(deleteView(core, EVA, id)).rejects.toThrow('no longer exists');
  await expect(moveView(core, EVA, { id, to: 0 })).rejects.toThrow('no longer exists');
  core.clock.advance({ days: 11 });
  await createView(core, EVA, viewOf('Two'));
  await expect(restoreView(core, EVA, id)).rejects.toThrow('no longer exists');
});

test('a deleted view comes back to its place, for a month', async () => {
  const core = await createCore();
  const { id } = await createView(core, EVA, viewOf('One'));
  await createView(core, EVA, viewOf('Two'));
  await deleteView(core, EVA, id);
  expect(await namesSeenBy(core, EVA)).toEqual(['Two']);
  await restoreView(core, EVA, id);
  expect(await namesSeenBy(core, EVA)).toEqual(['One', 'Two']);

  await deleteView(core, EVA, id);
  core.clock.advance({ days: 31 });
  await createView(core, EVA, viewOf('Three'));
  await expect(restoreView(core, EVA, id)).rejects.toThrow('no longer exists');
});

test('each person arranges a list for themselves, and the newest way counts', async () => {
  const core = await createCore();
  await arrangeList(core, EVA, { list: 'users', layout: { ...LAYOUT, columns: ['email'] } });
  await arrangeList(core, EVA, { list: 'users', layout: { ...LAYOUT, rows: 'comfortable' } });
  expect((await listViews(core, EVA)).layouts).toEqual({
    users: { ...LAYOUT, rows: 'comfortable' },
  });
  expect((await listViews(core, BEN)).layouts).toEqual({});
});
