import { describe, expect, it } from 'vitest';

import type { FaultEffect, FaultRule } from '../../../../src/shared/contract/faults.ts';
import { createFaults, type FaultMoment } from '../../../../src/main/mail/capture/faults.ts';
import { workOf } from '../../../support/work-of.ts';

const REJECT: FaultEffect = { kind: 'reject', stage: 'rcpt', code: 550, text: 'No such user' };

function rule(id: string, changes: Partial<FaultRule> = {}): FaultRule {
  return { id, enabled: true, sender: '', recipient: '', chance: 100, effect: REJECT, ...changes };
}

const RCPT: FaultMoment = {
  stage: 'rcpt',
  sender: 'noreply@shop.example',
  recipients: ['Anna@People.example'],
};

function faultsOf(rules: readonly FaultRule[], random: () => number = () => 0) {
  let hits = 0;
  const faults = createFaults({ random, onHit: () => (hits += 1) });
  faults.follow(rules);
  return { ...faults, told: () => hits };
}

const HITS: readonly [pattern: string, hits: boolean][] = [
  ['', true],
  ['anna@people.example', true],
  ['*@people.example', true],
  ['people.example', true],
  ['an?a@*', true],
  ['otto@people.example, anna*', true],
  ['example', false],
  ['*.example', true],
  ['anna', false],
  ['*@others.example', false],
  ['?@people.example', false],
];

describe('a rule about a recipient', () => {
  it.each(HITS)('%j: %s', (recipient, hits) => {
    const fault = faultsOf([rule('r', { recipient })]).at(RCPT);
    expect(fault.end).toEqual(hits ? { kind: 'reply', code: 550, text: 'No such user' } : null);
  });

  it('takes a pattern of many stars in no time', async () => {
    const faults = faultsOf([rule('r', { recipient: `${'*a'.repeat(140)}*b` })]);
    const recipients = [`${'a'.repeat(2_000)}@people.example`];
    expect(await workOf(() => faults.at({ ...RCPT, recipients }))).toBeLessThan(200);
  });
});

it('waits for its moment, its sender and its turn', () => {
  const { at } = faultsOf([rule('r', { sender: 'shop.example' })]);
  expect(at({ ...RCPT, stage: 'mail' }).end).toBeNull();
  expect(at({ ...RCPT, sender: 'otto@home.example' }).end).toBeNull();
  expect(at({ ...RCPT, sender: null }).end).toBeNull();
  expect(at(RCPT).end).not.toBeNull();
});

it('happens as often as asked', () => {
  let drawn = 0;
  const { at, hits } = faultsOf([rule('r', { chance: 25 })], () => (drawn++ % 100) / 100);
  const refused = Array.from({ length: 100 }, () => at(RCPT)).filter(({ end }) => end !== null);
  expect(refused).toHaveLength(25);
  expect(hits.get('r')).toBe(25);
});

it('adds delays up, takes the slowest throttle, and stops at the first refusal', () => {
  const { at, hits, told } = faultsOf([
    rule('a', { effect: { kind: 'delay', stage: 'rcpt', ms: 100 } }),
    rule('off', { enabled: false }),
    rule('b', { effect: { kind: 'delay', stage: 'rcpt', ms: 20 } }),
    rule('c', { effect: { kind: 'drop', stage: 'rcpt' } }),
    rule('d'),
    rule('e', { effect: { kind: 'throttle', bytesPerSecond: 500 } }),
    rule('f', { effect: { kind: 'throttle', bytesPerSecond: 50 } }),
  ]);
  expect(at(RCPT)).toEqual({ delayMs: 120, bytesPerSecond: null, end: { kind: 'drop' } });
  expect(at({ ...RCPT, stage: 'data' }).bytesPerSecond).toBe(50);
  expect(Object.fromEntries(hits)).toEqual({ a: 1, b: 1, c: 1, e: 1, f: 1 });
  expect(told()).toBe(5);
});
