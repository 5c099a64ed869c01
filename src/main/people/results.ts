/** Everybody who was found for one search, ascending; once it has come. */
export interface Result {
  readonly promise: Promise<Uint32Array>;
  ids: Uint32Array | null;
}

/** How many results are kept: one of a million people is 4 MB. */
const KEPT = 4;
/** How long a result that depends on the time of day is good, in milliseconds. */
const TIMELY_MS = 5_000;

/** Keeps what was found, until something changes, so that any window of it is at hand. */
export function createResults() {
  const kept = new Map<string, Result & { readonly until: number }>();
  return {
    get(
      key: string,
      find: () => Promise<Uint32Array>,
      given: { readonly at: number; readonly isTimely: boolean },
    ): Result {
      const known = kept.get(key);
      if (known && known.until > given.at) {
        kept.delete(key);
        kept.set(key, known);
        return known;
      }
      const made: Result & { readonly until: number } = {
        promise: find().then((ids) => (made.ids = ids)),
        ids: null,
        until: given.isTimely ? given.at + TIMELY_MS : Infinity,
      };
      made.promise.catch(() => kept.delete(key));
      kept.set(key, made);
      const [oldest] = kept.keys();
      if (kept.size > KEPT && oldest !== undefined) kept.delete(oldest);
      return made;
    },
    /** A result of this search in whatever order, that no time of day can change. */
    find: (search: string): Result | undefined =>
      [...kept].find(([key, { until }]) => key.startsWith(`${search} `) && until === Infinity)?.[1],
    /** Mails have another fate: what asks for them is found anew. */
    clearMails(): void {
      for (const key of kept.keys()) if (key.includes('mail')) kept.delete(key);
    },
    clear: () => kept.clear(),
  };
}
