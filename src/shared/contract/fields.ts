import { z } from 'zod';

/**
 * A row's id: any whole number that JavaScript knows exactly. Django's BigAutoField gives greater
 * ones than 32 bits hold, and django-guardian's AnonymousUser has -1.
 */
export const rowId = z.int();

/** As many rows as one call names: the bound keeps it from exhausting the application. */
export const MOST_IDS = 200_000;

/** A frozen set of rows to act on. */
export const rowIds = z.array(rowId).min(1).max(MOST_IDS);

/**
 * The input of an act on many, whatever else it says: whom it is about, these or everybody in a
 * selection that the application froze (`accounts.freeze`, `registrations.freeze`).
 */
export function actingOn<Shape extends z.ZodRawShape>(shape: Shape) {
  const selection = z.string().min(1).max(100);
  return z.union([z.object({ ids: rowIds, ...shape }), z.object({ selection, ...shape })]);
}
export type ActTarget = { readonly ids: readonly number[] } | { readonly selection: string };

/** A search for people, as `parsePeopleQuery` reads it. */
export const peopleQuery = z.string().max(1_000);

/** What is searched with: nothing but SQL, an index being built (0 to 1 done), or the index. */
export const indexState = z.object({
  state: z.enum(['off', 'building', 'ready']),
  progress: z.number().min(0).max(1),
  /** As of when the index knows of changes that other programs made; null without an index. */
  asOf: z.iso.datetime().nullable(),
});
export type IndexState = z.infer<typeof indexState>;

/** How many match, exactly. */
export const exactCount = z.object({ total: z.int().min(0) });

/** People who may be meant, the closest first. */
export const similarPeople = z.object({
  people: z
    .array(z.object({ id: rowId, username: z.string(), name: z.string(), email: z.string() }))
    .max(5),
});
export type SimilarPeople = z.infer<typeof similarPeople>;

/** A frozen set of people, kept by the application until it is locked or has made many others. */
export const frozenSelection = z.object({
  selection: z.string(),
  count: z.int().min(0),
  at: z.iso.datetime(),
});
export type FrozenSelection = z.infer<typeof frozenSelection>;

/** An instant as ISO 8601 text in UTC. */
export const instant = z.iso.datetime();

/** The same as Django's tables have it, which may be a text that is none. */
export const storedInstant = z.union([instant, z.literal('unreadable')]);

/** Whether whoever gives an account an address was told that others have it. */
export const sharesAddress = z.boolean().default(false);

/** One line of text from a form: bounded, checked further by the service that knows the rule. */
export const line = z.string().max(1_000);

/** A password as typed. Bounded far above what hashing accepts, so that the refusal is in words. */
export const passwordText = z.string().max(10_000);

/** A window of a list: rows `offset` to `offset + limit - 1` of the whole result. */
export const listWindow = z.object({
  offset: z.int().min(0).max(10_000_000),
  limit: z.int().min(1).max(500),
});

/** Rows of a list from the first to the last, in an order from `sortBy`. */
export function rangeIn<const Sort extends z.ZodType>(sort: Sort) {
  return z.object({ sort, offset: listWindow.shape.offset, limit: z.int().min(1).max(10_000_000) });
}

/** The order of a list. */
export function sortBy<const Columns extends readonly [string, ...string[]]>(columns: Columns) {
  return z.object({ column: z.enum(columns), direction: z.enum(['ascending', 'descending']) });
}

/** The answer of a command that has nothing to say but that it was done. */
export const done = z.object({});

/** The answer of a command that saves settings: the operation to undo, or null for no change. */
export const saved = z.object({ operationId: rowId.nullable() });

/**
 * The input and the output of a command that saves a form: the values with those that the form was
 * read with, and what is stored then. It is refused as `conflict` when others have saved since.
 */
export function formOf<Shape extends z.ZodRawShape>(shape: Shape) {
  const values = z.object(shape);
  return {
    input: z.object({ ...shape, basedOn: values }),
    output: saved.extend({ stored: values }),
  };
}
