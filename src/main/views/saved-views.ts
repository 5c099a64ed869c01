import type { OutputOf, ParsedInputOf } from '../../shared/contract/index.ts';
import type { ListLayout, SavedView } from '../../shared/contract/views.ts';
import { DAY_MS } from '../../shared/durations.ts';
import { RefusedError } from '../../shared/errors.ts';
import { toDjangoDatetime } from '../db/django-datetime.ts';
import type { Database } from '../db/open-database.ts';

export interface ViewContext {
  readonly db: Database;
  readonly now: () => Date;
}

/** Who asks: a view belongs to who made it, and a superuser may change those that all see. */
export interface Viewer {
  readonly id: number;
  readonly isSuperuser: boolean;
}

/** Where a person's order of the views is kept among their layouts; no list is called so. */
const ORDER = 'order of views';

/** Deleted views can be brought back for so long. */
const KEPT_DAYS = 30;

/** The views a person sees, in their order, and how they have arranged their lists. */
export async function listViews(
  { db }: Pick<ViewContext, 'db'>,
  viewer: Viewer,
): Promise<OutputOf<'views.list'>> {
  const stored = await db
    .selectFrom('gatehouse_view')
    .selectAll()
    .where('deleted_at', 'is', null)
    .where((where) => where.or([where('owner_id', '=', viewer.id), where('shared', '=', 1)]))
    .orderBy('position')
    .orderBy('id')
    .execute();
  const kept = await db
    .selectFrom('gatehouse_list_layout')
    .select(['list', 'layout'])
    .where('account_id', '=', viewer.id)
    .execute();
  const layouts = kept.filter(({ list }) => list !== ORDER);
  const order = JSON.parse(kept.find(({ list }) => list === ORDER)?.layout ?? '[]') as number[];
  const places = new Map(order.map((id, place) => [id, place]));
  // What the person has not put anywhere yet comes last, in everybody's order.
  const placeOf = ({ id }: { readonly id: number }) => places.get(id) ?? order.length;
  return {
    views: stored
      .toSorted((a, b) => placeOf(a) - placeOf(b))
      .map((row) => ({
        id: row.id,
        list: row.list as SavedView['list'],
        name: row.name,
        query: row.query,
        layout: JSON.parse(row.layout) as ListLayout,
        shared: row.shared === 1,
        changeable: mayChange(row, viewer),
      })),
    layouts: Object.fromEntries(
      layouts.map(({ list, layout }) => [list, JSON.parse(layout) as ListLayout]),
    ),
  };
}

/** Saves a view, below all others. What was deleted long ago goes for good on this occasion. */
export async function createView(
  { db, now }: ViewContext,
  viewer: Viewer,
  given: ParsedInputOf<'views.create'>,
): Promise<{ id: number }> {
  const longAgo = new Date(now().getTime() - KEPT_DAYS * DAY_MS);
  await db
    .deleteFrom('gatehouse_view')
    .where('deleted_at', '<', toDjangoDatetime(longAgo))
    .execute();
  const last = await db
    .selectFrom('gatehouse_view')
    .select(({ fn }) => fn.max('position').as('position'))
    .executeTakeFirst();
  return db
    .insertInto('gatehouse_view')
    .values({
      owner_id: viewer.id,
      list: given.list,
      name: given.name,
      query: given.query,
      layout: JSON.stringify(given.layout),
      shared: given.shared ? 1 : 0,
      position: (last?.position ?? -1) + 1,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
}

/** @throws RefusedError `not-found`, or `not-allowed` for somebody else's view. */
export async function updateView(
  { db }: ViewContext,
  viewer: Viewer,
  { id, name, query, layout, shared }: ParsedInputOf<'views.update'>,
): Promise<Record<string, never>> {
  await requireChangeable(db, viewer, id);
  await db
    .updateTable('gatehouse_view')
    .set({ name, query, layout: JSON.stringify(layout), shared: shared ? 1 : 0 })
    .where('id', '=', id)
    .execute();
  return {};
}

/** Puts a view at another place among those that the person sees, for that person. */
export async function moveView(
  { db }: Pick<ViewContext, 'db'>,
  viewer: Viewer,
  { id, to }: ParsedInputOf<'views.move'>,
): Promise<Record<string, never>> {
  await db.transaction().execute(async (transaction) => {
    const { views } = await listViews({ db: transaction }, viewer);
    const others = views.map((view) => view.id).filter((other) => other !== id);
    if (others.length === views.length) throw gone();
    await keepLayout(transaction, viewer, ORDER, [...others.slice(0, to), id, ...others.slice(to)]);
  });
  return {};
}

/** @throws RefusedError `not-found`, or `not-allowed` for somebody else's view. */
export async function deleteView(
  { db, now }: ViewContext,
  viewer: Viewer,
  id: number,
): Promise<Record<string, never>> {
  await requireChangeable(db, viewer, id);
  await db
    .updateTable('gatehouse_view')
    .set({ deleted_at: toDjangoDatetime(now()) })
    .where('id', '=', id)
    .execute();
  return {};
}

/** Brings a deleted view back: to its place, or to the end where others have been moved since. */
export async function restoreView(
  { db }: ViewContext,
  viewer: Viewer,
  id: number,
): Promise<Record<string, never>> {
  await requireChangeable(db, viewer, id, { alsoDeleted: true });
  await db.updateTable('gatehouse_view').set({ deleted_at: null }).where('id', '=', id).execute();
  return {};
}

/** Remembers how a person has arranged a list. */
export async function arrangeList(
  { db }: ViewContext,
  viewer: Viewer,
  { list, layout }: ParsedInputOf<'views.arrange'>,
): Promise<Record<string, never>> {
  await keepLayout(db, viewer, list, layout);
  return {};
}

async function keepLayout(
  db: Database,
  viewer: Viewer,
  list: string,
  layout: ListLayout | readonly number[],
): Promise<void> {
  const text = JSON.stringify(layout);
  await db
    .insertInto('gatehouse_list_layout')
    .values({ account_id: viewer.id, list, layout: text })
    .onConflict((conflict) =>
      conflict.columns(['account_id', 'list']).doUpdateSet({ layout: text }),
    )
    .execute();
}

async function requireChangeable(
  db: Database,
  viewer: Viewer,
  id: number,
  { alsoDeleted = false }: { readonly alsoDeleted?: boolean } = {},
): Promise<void> {
  const row = await db
    .selectFrom('gatehouse_view')
    .select(['owner_id', 'shared', 'deleted_at'])
    .where('id', '=', id)
    .executeTakeFirst();
  const isGone = !row || (row.deleted_at !== null && !alsoDeleted);
  if (isGone || (row.shared === 0 && row.owner_id !== viewer.id)) throw gone();
  if (!mayChange(row, viewer)) {
    throw new RefusedError({
      code: 'not-allowed',
      message: 'Somebody else made this view. Nothing was changed.',
      advice: 'Save a view of your own.',
    });
  }
}

function mayChange(row: { readonly owner_id: number; readonly shared: number }, viewer: Viewer) {
  return row.owner_id === viewer.id || (row.shared === 1 && viewer.isSuperuser);
}

function gone(): RefusedError {
  return new RefusedError({ code: 'not-found', message: 'This view no longer exists.' });
}
