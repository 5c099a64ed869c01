/** The code of an error of the system, such as `ENOENT`; null for whatever else was thrown. */
export function codeOf(thrown: unknown): string | null {
  return thrown instanceof Error && 'code' in thrown ? String(thrown.code) : null;
}
