/** The first and the last day of a span, which may be the same. */
interface Days {
  readonly from: string;
  readonly to: string;
}

/** The query for everybody who joined in a span of days. */
export function joinedIn({ from, to }: Days): string {
  return `joined:${from === to ? from : `${from}..${to}`}`;
}

/**
 * The query for everybody who joined in a span of days and may have signed up: superusers are made, the
 * first of them with the site itself.
 */
export function signUpsQuery(days: Days): string {
  return `${joinedIn(days)} superuser:no`;
}
