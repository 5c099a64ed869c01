/** How long this thread itself works at something, in milliseconds, whatever else the machine does. */
export async function workOf(work: () => unknown): Promise<number> {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1_000;
}

/** The least of three, one after the other: what is done once, or by chance, is not in it. */
export async function leastWorkOf(work: () => unknown): Promise<number> {
  let least = Infinity;
  for (let round = 0; round < 3; round += 1) least = Math.min(least, await workOf(work));
  return least;
}
