/**
 * Ends every part, the newest first, whatever fails on the way.
 *
 * @returns What failed, in that order.
 */
export async function endAll(ends: AsyncDisposableStack): Promise<readonly unknown[]> {
  try {
    await ends.disposeAsync();
    return [];
  } catch (error) {
    return failuresOf(error);
  }
}

/** A stack throws its newest failure around all earlier ones. */
function failuresOf(error: unknown): readonly unknown[] {
  return error instanceof SuppressedError
    ? [...failuresOf(error.suppressed), error.error]
    : [error];
}
