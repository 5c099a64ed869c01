import { HOUR_MS, MINUTE_MS } from '../../../shared/durations.ts';

/** Added to the delay that a server asks for, and the longest such delay that is believed. */
const ASKED_MARGIN_MS = 10_000;
const MAX_ASKED_MS = 12 * HOUR_MS;

const UNITS: Readonly<Record<string, number>> = { s: 1_000, m: MINUTE_MS, h: HOUR_MS };

/** How long a server asks us to wait, in milliseconds, as greylisting says it; 0 when it does not. */
export function askedDelay(reply: string): number {
  const [, hours, minutes, seconds] = /\b(\d\d):(\d\d):(\d\d)\b/.exec(reply) ?? [];
  if (seconds !== undefined) {
    return believed((Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)) * 1_000);
  }
  const [, count, unit] =
    /\b(\d{1,5})\s*(s|m|h)(?:ec(?:ond)?s?|in(?:ute)?s?|(?:ou)?rs?)?\b/i.exec(reply) ?? [];
  if (count === undefined || unit === undefined) return 0;
  return believed(Number(count) * (UNITS[unit.toLowerCase()] ?? 0));
}

function believed(asked: number): number {
  return asked === 0 ? 0 : Math.min(asked + ASKED_MARGIN_MS, MAX_ASKED_MS);
}
