import { describe, expect, it } from 'vitest';

import { fromDjangoBoolean } from '../../../src/main/db/django-boolean.ts';
import { parseDjangoDatetime, toDjangoDatetime } from '../../../src/main/db/django-datetime.ts';
import { vectors } from '../../support/vectors.ts';

const utc = vectors.sqlite_datetimes.find(({ TIME_ZONE, USE_TZ }) => USE_TZ && TIME_ZONE === 'UTC');
const whole = (utc?.store ?? []).filter(({ python }) => !/\.\d{3}(?!000)/.test(python));

describe('an instant in Django’s form', () => {
  it.each(whole)('is written as Django stores $python', ({ python, stored }) => {
    expect(toDjangoDatetime(new Date(python))).toBe(stored);
  });

  it.each(utc?.read ?? [])('is read as Django reads $raw', ({ raw, reads_as }) => {
    const expected = reads_as === 'None' ? null : new Date(reads_as).toISOString();
    expect(parseDjangoDatetime(raw)?.toISOString() ?? null).toBe(expected);
  });

  it('reads impossible dates as none', () => {
    expect(parseDjangoDatetime('2026-13-01 00:00:00')).toBeNull();
    expect(parseDjangoDatetime('2026-02-30 00:00:00')).toBeNull();
  });
});

describe('a boolean in Django’s form', () => {
  it('is true for exactly 1', () => {
    for (const stored of [0, 2, -1, 't', 'true', '1', null])
      expect(fromDjangoBoolean(stored)).toBe(false);
    expect(fromDjangoBoolean(1)).toBe(true);
  });
});
