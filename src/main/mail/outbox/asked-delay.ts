import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../../shared/durations.ts';

/** Added to the delay that a server asks for, in milliseconds. */
const ASKED_MARGIN_MS = 10_000;
/** The longest delay that is believed, and so the longest that any mail waits, in milliseconds. */
export const LONGEST_DELAY_MS = 12 * HOUR_MS;

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS };

/** A number with a unit of time; a lone `M` is for megabytes. */
const COUNT = String.raw`\d{1,5} ?(?:s|m|h|d|[Ss]ec(?:ond)?s?|[Mm]in(?:ute)?s?|[Hh](?:ou)?rs?|[Dd]ays?)\b`;
const COUNTS = String.raw`${COUNT}(?:,? (?:and )?${COUNT})*`;
/** No part of an address, and no time of a day. */
const CLOCK = String.raw`(?<![\w:.-]|\d |\bat )\d\d:\d\d:\d\d(?![:.\d])`;
/** What stands before a wait, such as `in` or `wait for at least`. */
const BEFORE = String.raw`\b(?:[Ii]n|[Ff]or|[Aa]fter|[Ww]ait|[Rr]etry)(?: at least| about| another)?:? `;
const WAIT = new RegExp(
  `(?<clock>${CLOCK})|${BEFORE}(?<before>${COUNTS})|(?<![\\S])(?<after>${COUNTS}) (?:remaining|left|later)\\b`,
);

/** How long a server asks us to wait, in milliseconds, as greylisting says it; 0 when it does not. */
export function askedDelay(reply: string): number {
  const { clock, before, after } = WAIT.exec(reply)?.groups ?? {};
  if (clock !== undefined) {
    const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
    return believed(hours * HOUR_MS + minutes * MINUTE_MS + seconds * 1_000);
  }
  const counts = (before ?? after ?? '').matchAll(/(\d+) ?([a-z])/gi);
  return believed(
    [...counts].reduce(
      (sum, [, count, unit = '']) => sum + Number(count) * (UNITS[unit.toLowerCase()] ?? 0),
      0,
    ),
  );
}

function believed(asked: number): number {
  return asked === 0 ? 0 : Math.min(asked + ASKED_MARGIN_MS, LONGEST_DELAY_MS);
}
