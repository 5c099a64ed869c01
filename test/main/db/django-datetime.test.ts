import { describe, expect, it } from 'vitest';

import { fromDjangoBoolean, toDjangoBoolean } from '../../../src/main/db/django-boolean.ts';
import {
  djangoDatetimeToIso,
  parseDjangoDatetime,
  toDjangoDatetime,
} from '../../../src/main/db/django-datetime.ts';
import { vectors } from '../../support/vectors.ts';

const utc = vectors.sqlite_datetimes.find(({ TIME_ZONE, USE_TZ }) => USE_TZ && TIME_ZONE === 'UTC');

describe('an instant in Django’s form', () => {
  it.each(utc?.store ?? [])('is written as Django stores $python', ({ python, stored }) => {
    const microseconds = Number((/\.(\d{6})/.exec(python) ?? [])[1] ?? 0);
    expect(toDjangoDatetime(new Date(python), microseconds)).toBe(stored);
  });

  it('is written to the millisecond where nothing more is known', () => {
    expect(toDjangoDatetime(new Date('2026-01-02T03:04:05.060Z'))).toBe(
      '2026-01-02 03:04:05.060000',
    );
    expect(toDjangoDatetime(new Date('2026-01-02T03:04:05.000Z'))).toBe('2026-01-02 03:04:05');
  });

  it.each([-1, 1_000_000, 0.5, Number.NaN])('is not written with %d microseconds', (fraction) => {
    expect(() => toDjangoDatetime(new Date(0), fraction)).toThrow(RangeError);
  });

  it.each(utc?.read ?? [])('is read as Django reads $raw', ({ raw, reads_as }) => {
    const expected = reads_as === 'None' ? null : new Date(reads_as).toISOString();
    expect(parseDjangoDatetime(raw)?.toISOString() ?? null).toBe(expected);
  });

  it.each([
    '2026-13-01 00:00:00',
    '2026-02-30 00:00:00',
    '2026-01-01 24:00:00',
    '2026-01-01 00:60:00',
    '2026-01-01 00:00:60',
    '2026-01-01 00:00:00+24:00',
    '0000-00-00 00:00:00',
    '0000-01-01 00:00:00',
    '9999-12-31 23:59:59-12:00',
    '0001-01-01 00:00:00+14:00',
  ])('reads %s, which never was, as none', (text) => {
    expect(parseDjangoDatetime(text)).toBeNull();
  });

  it('reads years of two digits as they stand', () => {
    expect(parseDjangoDatetime('0001-01-01 00:00:00')?.toISOString()).toBe(
      '0001-01-01T00:00:00.000Z',
    );
  });
});

describe('a boolean in Django’s form', () => {
  it('is true for exactly 1', () => {
    for (const stored of [0, 2, -1, 't', 'true', '1', null]) {
      expect(fromDjangoBoolean(stored)).toBe(false);
    }
    expect(fromDjangoBoolean(1)).toBe(true);
  });

  it('is written as 0 or 1', () => {
    expect([toDjangoBoolean(false), toDjangoBoolean(true)]).toEqual([0, 1]);
  });
});

it.each([
  '2026-02-28 23:59:59.999999',
  '2026-02-28 23:59:59',
  '2026-02-30 10:00:00',
  '2024-02-29 10:00:00.000001',
  '0001-01-01 00:00:00',
  '2026-03-01T10:00:00Z',
  '2026-03-01 10:00:00.5',
  '2026-03-01 24:00:00',
  'yesterday',
  null,
])('%j as ISO text is what reading and writing it gives', (text) => {
  expect(djangoDatetimeToIso(text)).toBe(parseDjangoDatetime(text)?.toISOString() ?? null);
});
