/** Runs something as on a computer in a time zone. */
export async function inZone<Result>(zone: string, run: () => Result): Promise<Awaited<Result>> {
  const before = process.env['TZ'];
  process.env['TZ'] = zone;
  try {
    return await run();
  } finally {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  }
}
