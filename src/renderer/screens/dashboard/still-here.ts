/** Behind a number of people: how many of them its list has, where some are gone. */
export function stillHere(count: number, here: number): string {
  return here === count ? '' : `, ${here.toLocaleString('en-GB')} of them still here`;
}
