const FIRST_MS = Date.parse('0001-01-01T00:00:00Z');
const LAST_MS = Date.parse('9999-12-31T23:59:59.999Z');

/** Whether an instant is in the years 1 to 9999 in UTC: Python knows no others, nor does the contract. */
export function isInKnownYears(instant: Date): boolean {
  return instant.getTime() >= FIRST_MS && instant.getTime() <= LAST_MS;
}

/** The instant, or the last one of those years where it is later. */
export function atMostLastInstant(instant: Date): Date {
  return instant.getTime() > LAST_MS ? new Date(LAST_MS) : instant;
}
