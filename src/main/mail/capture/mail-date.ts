const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');

/** Zones with a name, in hours (RFC 5322 section 4.3); all others are taken for UTC, as it says. */
const ZONES: Readonly<Record<string, number>> = {
  edt: -4,
  est: -5,
  cdt: -5,
  cst: -6,
  mdt: -6,
  mst: -7,
  pdt: -7,
  pst: -8,
};

const DATE = /^(?:[^,]*,)?\s*(\d{1,2})[\s-]+([a-z]{3})[a-z]*\.?[\s-]+(\d{2,4})\s+(.+)$/i;
/** As C's asctime writes it. */
const ASCTIME = /^[a-z]{3}\s+([a-z]{3})\s+(\d{1,2})\s+([\d:]+)\s+(?:(\S+)\s+)?(\d{4})$/i;
const ISO = /^\d{4}-\d\d-\d\d[t ]\d\d:\d\d/i;
const TIME = /^(\d{1,2})\s*[:.]\s*(\d{2})(?:\s*[:.]\s*(\d{2}))?(?![\d:.])/;

/**
 * The instant in a Date header (RFC 5322 sections 3.3 and 4.3), also as programs of old wrote it.
 *
 * @returns Null when it can't be read, or never was.
 */
export function readMailDate(value: string): Date | null {
  const text = withoutComments(value).trim();
  const [, day = '', month = '', year = '', rest = ''] = DATE.exec(text) ?? fromAsctime(text) ?? [];
  if (day === '') return ISO.test(text) ? fromIso(text) : null;
  const time = TIME.exec(rest);
  if (!time) return null;
  const [hour, minute, second] = [time[1], time[2], time[3] ?? 0].map(Number) as [
    number,
    number,
    number,
  ];
  const zone = zoneOf(rest.slice(time[0].length));
  const monthIndex = MONTHS.indexOf(month.toLowerCase());
  const start = new Date(Date.UTC(fullYear(year), monthIndex, Number(day)));
  const exists = monthIndex >= 0 && start.getUTCDate() === Number(day);
  if (!exists || hour > 23 || minute > 59 || second > 60 || zone === null) return null;
  return new Date(start.getTime() + ((hour * 60 + minute - zone) * 60 + second) * 1_000);
}

function fromAsctime(text: string): string[] | null {
  const [whole, month = '', day = '', time = '', zone = '', year = ''] = ASCTIME.exec(text) ?? [];
  return whole === undefined ? null : [whole, day, month, year, `${time} ${zone}`];
}

function fromIso(text: string): Date | null {
  const hasZone = /(?:z|[+-]\d\d:?\d\d)$/i.test(text);
  const date = new Date(hasZone ? text : `${text}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

/** RFC 5322 section 4.3: of two or three digits in the last century, below 50 in this one. */
function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length === 4) return year;
  return digits.length === 2 && year < 50 ? 2_000 + year : 1_900 + year;
}

/** Minutes east of UTC, or null for a number that is no zone. */
function zoneOf(text: string): number | null {
  const [, sign, hours, minutes] = /([+-])(\d{2}):?(\d{2})/.exec(text) ?? [];
  if (sign !== undefined) {
    const [hour, minute] = [Number(hours), Number(minutes)];
    if (hour > 23 || minute > 59) return null;
    return (sign === '-' ? -1 : 1) * (hour * 60 + minute);
  }
  const name = /[a-z]+/i.exec(text)?.[0].toLowerCase() ?? '';
  return (ZONES[name] ?? 0) * 60;
}

/** Comments may be nested, and quote their brackets. */
function withoutComments(value: string): string {
  let depth = 0;
  let text = '';
  for (const [sign] of value.matchAll(/\\[^]|[^]/g)) {
    if (sign === '(') depth += 1;
    else if (sign === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) text += sign;
  }
  return text;
}
