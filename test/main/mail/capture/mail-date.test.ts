import { expect, it } from 'vitest';

import { readMailDate } from '../../../../src/main/mail/capture/mail-date.ts';

it.each([
  ['Tue, 07 Jan 2025 10:00:00 +0000', '2025-01-07T10:00:00.000Z'],
  ['7 Jan 25 10:00 GMT', '2025-01-07T10:00:00.000Z'],
  ['Tue, 07 Jan 99 10:00:00 -0500 (EST)', '1999-01-07T15:00:00.000Z'],
  ['Tue, 07 Jan 125 10:00:00 +0000', '2025-01-07T10:00:00.000Z'],
  ['Tue , 07 Jan 2025 10 : 00 : 00 +0530 (IST (India))', '2025-01-07T04:30:00.000Z'],
  ['Tue, 07 Jan 2025 10:00:00 PST', '2025-01-07T18:00:00.000Z'],
  ['Tue, 07 Jan 2025 10:00:00 CET', '2025-01-07T10:00:00.000Z'],
  ['Tue, 07 Jan 2025 10:00:00', '2025-01-07T10:00:00.000Z'],
  ['Di, 7 Januar 2025 10.00.00 GMT+0100', '2025-01-07T09:00:00.000Z'],
  ['Tue, 31 Dec 2024 23:59:60 +0000', '2025-01-01T00:00:00.000Z'],
  ['Tue Jan  7 10:00:00 2025', '2025-01-07T10:00:00.000Z'],
  ['2025-01-07T10:00:00+01:00', '2025-01-07T09:00:00.000Z'],
  ['2025-01-07 10:00:00', '2025-01-07T10:00:00.000Z'],
])('reads %s', (value, instant) => {
  expect(readMailDate(value)?.toISOString()).toBe(instant);
});

it.each([
  'nonsense',
  '',
  '0',
  'Tue, 31 Feb 2025 10:00:00 +0000',
  'Tue, 07 Jan 2025 25:00:00 +0000',
  'Tue, 07 Jan 2025 10:00:00 +9999',
  'Tue, 07 Jan 2025 10:00:t <a@b.example>',
  'Tue, 07 Foo 2025 10:00:00 +0000',
  `${'('.repeat(20_000)}Tue, 07 Jan 2025 10:00:00 +0000`,
])('reads no instant that never was: %.40s', (value) => {
  expect(readMailDate(value)).toBeNull();
});
