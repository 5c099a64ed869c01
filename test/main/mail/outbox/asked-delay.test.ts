import { expect, it } from 'vitest';

import { askedDelay } from '../../../../src/main/mail/outbox/asked-delay.ts';

/** The delay without the margin, in seconds; 0 when none was asked for. */
function asked(reply: string): number {
  return Math.max(0, askedDelay(reply) / 1_000 - 10);
}

it.each([
  ['450 4.2.0 Greylisted for 300 seconds', 300],
  ['450 4.7.1 Greylisting in action, please come back in 00:05:00', 300],
  ['450 Try in 5 minutes', 300],
  ['450 4.3.2 Please wait 2 hrs', 7_200],
  ['451 4.7.1 Try again in 4 min 30 sec', 270],
  ['451 4.7.1 Try again after at least 90s.', 90],
  ['451 4.7.1 Greylisted, 299 seconds remaining', 299],
  ['450 Retry after 1 day', 12 * 3_600 - 10],
])('is how long a server asks us to wait: %s', (reply, seconds) => {
  expect(asked(reply)).toBe(seconds);
});

it.each([
  '450 4.7.1 Client host rejected: cannot find your hostname, [2001:db8:10:20:30::1]',
  '450 4.7.1 No name found for 2001:db8:10:20:30:40:50:60',
  '451 4.7.1 Greylisted at 2026-11-29 23:45:10, please try again later',
  '451 4.7.500 Server busy. Please try again later from [192.0.2.1]. (S77719) [DB8.outlook.com 2026-11-29T23:45:10.123Z 08DC]',
  '451 4.3.0 The queue is stale for 23:45:10.123 UTC',
  '451 4.2.2 The mailbox has a limit of 500 M, and is full',
  '452 4.2.2 In excess of 500 M, wait until there is room',
  '452 4.3.1 Insufficient system storage: 5 MB free of 20480 m',
  '450 4.2.1 <u12 m@x.example> is busy',
  '450 4.7.1 Try again in 5',
])('is not what stands for something else: %s', (reply) => {
  expect(askedDelay(reply)).toBe(0);
});
