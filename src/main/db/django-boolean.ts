/** A boolean as Django writes it to SQLite. */
export function toDjangoBoolean(value: boolean): number {
  return value ? 1 : 0;
}

/** A boolean as Django reads it from SQLite: exactly 1 is true. */
export function fromDjangoBoolean(stored: unknown): boolean {
  return stored === 1;
}
