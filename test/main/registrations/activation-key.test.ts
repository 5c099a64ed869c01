import { randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import {
  createActivationKey,
  isActivationKey,
} from '../../../src/main/registrations/activation-key.ts';
import { vectors } from '../../support/vectors.ts';

describe('an activation key', () => {
  it.each(vectors.activation_key_regex)('is recognised as redux does: $key', (vector) => {
    const cut = vector.key.endsWith('\n');
    expect(isActivationKey(vector.key)).toBe(vector.redux27_40_to_64 && !cut);
  });

  it.each(vectors.activation_key_derivations)('of every version is accepted: $kind', (vector) => {
    expect(isActivationKey(vector.activation_key)).toBe(true);
  });

  it('is not recognised in endless text', () => {
    expect(isActivationKey('a'.repeat(1_000_000))).toBe(false);
  });

  it('has 64 hex digits and does not repeat', () => {
    const keys = new Set(Array.from({ length: 10_000 }, () => createActivationKey(randomBytes)));
    expect(keys.size).toBe(10_000);
    for (const key of keys) expect(key).toMatch(/^[a-f0-9]{64}$/);
  });
});
