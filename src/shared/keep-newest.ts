/** Drops what was put in first once a map has more than so many. */
export function keepNewest(map: Map<unknown, unknown>, most: number): void {
  if (map.size <= most) return;
  const [oldest] = map.keys();
  map.delete(oldest);
}
