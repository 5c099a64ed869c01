import { ACCOUNT_KINDS } from './kinds/account-kinds.ts';
import type { ActKind, ToldAct } from './kinds/act-kind.ts';
import { LOG_KINDS } from './kinds/log-kinds.ts';
import { REGISTRATION_KINDS } from './kinds/registration-kinds.ts';
import { SITE_KINDS } from './kinds/site-kinds.ts';

const KINDS = { ...REGISTRATION_KINDS, ...ACCOUNT_KINDS, ...SITE_KINDS, ...LOG_KINDS };

/** What an operation is called: the procedure's or page's name, `noun.verb`. */
export type OperationKind = keyof typeof KINDS;

/** What the log keeps of an act of a kind, as its title takes it; never where it takes nothing. */
type DetailOf<Kind extends OperationKind> = (typeof KINDS)[Kind] extends {
  readonly title: (act: infer Act) => string;
}
  ? Act extends ToldAct<infer Detail>
    ? Detail
    : never
  : never;

/** The same as it is read: an older Gatehouse may have kept less. */
export type KeptDetail<Kind extends OperationKind> = Readonly<Partial<DetailOf<Kind>>>;

/** The kinds of which nothing is kept beside who did what to whom. */
export type PlainKind = {
  [Kind in OperationKind]: [DetailOf<Kind>] extends [never] ? Kind : never;
}[OperationKind];

/** What is to be kept of an act of a kind. */
export type Kept<Kind extends OperationKind> = Kind extends PlainKind
  ? { readonly detail?: undefined }
  : Partial<DetailOf<Kind>> extends DetailOf<Kind>
    ? { readonly detail?: DetailOf<Kind> }
    : { readonly detail: DetailOf<Kind> };

type DetailedKind = Exclude<OperationKind, PlainKind>;
export type KindWithDetail =
  | { readonly kind: PlainKind; readonly detail?: undefined }
  | { [Kind in DetailedKind]: Kept<Kind> & { readonly kind: Kind } }[DetailedKind];

const KNOWN: ReadonlyMap<string, ActKind> = new Map(Object.entries<ActKind>(KINDS));

/** What is known of a kind that stands in the log; nothing of another Gatehouse's. */
export function kindNamed(kind: string): ActKind | undefined {
  return KNOWN.get(kind);
}

/** The title of an act as it stands in the log; undefined of another Gatehouse's kind. */
export function titleOf(kind: string, act: ToldAct<Record<string, unknown>>): string | undefined {
  return KNOWN.get(kind)?.title(act as ToldAct<never>);
}

/** The names of those kinds of which something is true. */
export function kindsThat(test: (kind: ActKind) => boolean): readonly string[] {
  return Array.from(KNOWN).flatMap(([name, kind]) => (test(kind) ? name : []));
}
