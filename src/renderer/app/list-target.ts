/** Whom an act is about: the selection, or else the row that is active. */
export interface ListTarget {
  readonly ids: readonly number[];
  /** The person, when it is one and known. */
  readonly name: string | undefined;
  /** "karin" or "3 selected", for labels. */
  readonly label: string;
}

interface Named {
  readonly id: number;
  readonly username: string;
}

/** @returns null when there is nobody to act on. */
export function listTarget(
  selected: ReadonlySet<number>,
  active: Named | undefined,
): ListTarget | null {
  if (selected.size === 0) return active === undefined ? null : targetOf(active);
  if (selected.size === 1 && active !== undefined && selected.has(active.id)) {
    return targetOf(active);
  }
  const label = `${selected.size.toLocaleString('en-GB')} selected`;
  return { ids: [...selected], name: undefined, label };
}

export function targetOf({ id, username }: Named): ListTarget {
  return { ids: [id], name: username, label: username };
}
