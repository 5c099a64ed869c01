import { describe, expect, it } from 'vitest';

import { foldLookAlikes, mixesScripts } from '../../../src/main/accounts/look-alikes.ts';
import { vectors } from '../../support/vectors.ts';

const named = vectors.usernames.vectors as readonly ((typeof vectors.usernames.vectors)[number] & {
  readonly ubernostrum_confusables_ok: boolean;
})[];
const normalised = named.filter(({ input, nfkc }) => input === nfkc);

describe('a name that mixes scripts', () => {
  it.each(normalised)('is told as django-registration tells it: $input', (vector) => {
    expect(mixesScripts(vector.input)).toBe(!vector.ubernostrum_confusables_ok);
  });

  it.each(['раураl', 'αdmin', 'ոame', 'Ꭺlice', 'ไทยtest'])('is found in %s', (name) => {
    expect(mixesScripts(name)).toBe(true);
  });

  it.each(['Иван.Петров_1', '山田タロウ', 'taro山田', '김철수kim', 'ㄅㄆ漢字', 'łukasz@example'])(
    'is not found in %s, which people write',
    (name) => {
      expect(mixesScripts(name)).toBe(false);
    },
  );
});

describe('look-alikes', () => {
  it('are folded into the Latin letters they pass for', () => {
    expect(foldLookAlikes('аdmіn ΗΟЅΤ')).toBe('admin host');
  });

  it('leave other letters alone', () => {
    expect(foldLookAlikes('Zoë 山田 Ж')).toBe('Zoë 山田 Ж');
  });
});
