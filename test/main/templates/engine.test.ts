import { describe, expect, it } from 'vitest';

import { createEngine } from '../../../src/main/templates/engine.ts';

const LIMIT_MS = 100;
const TEMPLATE = { 'hello.txt': 'Hello {{ name }}{% if true %}!{% endif %}' };

/** A name that takes longer than a template may, so many times. */
function slowName(times: number) {
  let left = times;
  return {
    get name() {
      const start = performance.now();
      if (left > 0) while (performance.now() - start <= LIMIT_MS);
      left -= 1;
      return 'Anna';
    },
  };
}

describe('a rendering that takes too long', () => {
  it('has a second try: the machine may have stood still', () => {
    expect(createEngine(TEMPLATE, LIMIT_MS).render('hello.txt', slowName(1))).toBe('Hello Anna!');
  });

  it('is ended when it takes as long again', () => {
    const engine = createEngine(TEMPLATE, LIMIT_MS);
    expect(() => engine.render('hello.txt', slowName(9))).toThrow('takes longer than a template');
  });
});
