import type { FrozenSelection } from '../../../shared/contract/fields.ts';
import { showTurns } from '../../ui/show-turns.ts';

/** Whom an act is about: the selection, or else the row that is active. */
export interface ListTarget {
  /** What the input of an act says: people, or a selection that the application froze. */
  readonly whom: { readonly ids: number[] } | { readonly selection: string };
  readonly count: number;
  /** Those who are named one by one; nobody of a frozen selection. */
  readonly ids: readonly number[];
  /** The person, when it is one and known. */
  readonly name: string | undefined;
  /** "karin" or "3 selected", for labels: what turns the direction of a name is named. */
  readonly label: string;
  /** The search among whose matches they were selected; undefined without one. */
  readonly search?: string | undefined;
}

interface Named {
  readonly id: number;
  readonly username: string;
}

/** What is selected in a list: rows, or everybody who matched, frozen. */
export interface ListSelection {
  readonly selected: ReadonlySet<number>;
  /** Everybody who matched, held by the application and taken as one. */
  readonly frozen: FrozenSelection | null;
  /** More is asked for: settles once it is selected, with false when nothing came of it. */
  readonly coming: Promise<boolean> | null;
}

/**
 * @param search What the list is narrowed by, or ''.
 * @returns null when there is nobody to act on, or it is not known yet who that will be.
 */
export function listTarget(
  { selected, frozen, coming }: ListSelection,
  active: Named | undefined,
  search = '',
): ListTarget | null {
  if (coming !== null) return null;
  const among = search === '' ? {} : { search };
  if (frozen !== null) {
    const { selection, count } = frozen;
    const label = labelOf(count);
    return { whom: { selection }, count, ids: [], name: undefined, label, ...among };
  }
  if (selected.size === 0) return active === undefined ? null : targetOf(active);
  if (selected.size === 1 && active !== undefined && selected.has(active.id)) {
    return { ...targetOf(active), ...among };
  }
  const ids = [...selected];
  const count = ids.length;
  return { whom: { ids }, count, ids, name: undefined, label: labelOf(count), ...among };
}

/** Whom alone a target is about, and why acts on some, or on one, can't be done with it. */
export function limitsOf(target: ListTarget | null): {
  readonly single: number | undefined;
  readonly none: string | undefined;
  readonly many: string | undefined;
} {
  const [single] = target?.ids.length === 1 ? target.ids : [];
  return {
    single,
    none: target === null ? 'Nobody is selected.' : undefined,
    many: single === undefined ? 'One person at a time: select one.' : undefined,
  };
}

/** Why what begins with everybody in a list can't be done. @param total Undefined while unknown. */
export function nobodyIn(total: number | undefined): string | undefined {
  return total === 0 ? 'Nobody is in this list.' : undefined;
}

export function targetOf({ id, username }: Named): ListTarget {
  return { whom: { ids: [id] }, count: 1, ids: [id], name: username, label: showTurns(username) };
}

function labelOf(count: number): string {
  return `${count.toLocaleString('en-GB')} selected`;
}
