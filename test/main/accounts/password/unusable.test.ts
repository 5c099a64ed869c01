import { randomBytes } from 'node:crypto';

import { describe, expect, it } from 'vitest';

import { randomString } from '../../../../src/main/accounts/password/random-string.ts';
import {
  isUsablePassword,
  makeUnusablePassword,
} from '../../../../src/main/accounts/password/unusable.ts';
import { vectors } from '../../../support/vectors.ts';

const { vectors: old, django_5_2: current } = vectors.unusable_and_malformed;
const all: typeof old = [...old, ...current];
const stored = all as readonly ((typeof old)[number] & { readonly usable: boolean })[];

describe('an unusable password', () => {
  it.each(stored)('is told as Django tells it: $encoded', ({ encoded, usable }) => {
    expect(isUsablePassword(encoded)).toBe(usable);
  });

  it('is an exclamation mark and 40 random letters and digits', () => {
    expect(makeUnusablePassword(randomBytes)).toMatch(/^![A-Za-z0-9]{40}$/);
    expect(makeUnusablePassword(randomBytes)).not.toBe(makeUnusablePassword(randomBytes));
  });
});

describe('random text', () => {
  it('skips the bytes that would favour some letters', () => {
    const bytes = [255, 248, 247, 0, 62];
    const next = (size: number) => Buffer.from(bytes.splice(0, size));
    expect(randomString(next, 3)).toBe('9aa');
  });
});
