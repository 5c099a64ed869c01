import { ACCOUNT_KINDS } from './kinds/account-kinds.ts';
import type { ActKind } from './kinds/act-kind.ts';
import { LOG_KINDS } from './kinds/log-kinds.ts';
import { REGISTRATION_KINDS } from './kinds/registration-kinds.ts';
import { SITE_KINDS } from './kinds/site-kinds.ts';

const KINDS = { ...REGISTRATION_KINDS, ...ACCOUNT_KINDS, ...SITE_KINDS, ...LOG_KINDS };

/** What an operation is called: the procedure's or page's name, `noun.verb`. */
export type OperationKind = keyof typeof KINDS;

const KNOWN: ReadonlyMap<string, ActKind> = new Map(Object.entries<ActKind>(KINDS));

/** What is known of a kind that stands in the log; nothing of another Gatehouse's. */
export function kindNamed(kind: string): ActKind | undefined {
  return KNOWN.get(kind);
}

/** The names of those kinds of which something is true. */
export function kindsThat(test: (kind: ActKind) => boolean): readonly string[] {
  return Array.from(KNOWN).flatMap(([name, kind]) => (test(kind) ? name : []));
}
