import { describe, expect, it } from 'vitest';

import {
  createResetToken,
  decodeUid,
  encodeUid,
  isResetToken,
  type ResetTokenAccount,
} from '../../../src/main/sign-in/reset-token.ts';
import { type ResetTokenVector, vectors } from '../../support/vectors.ts';

const secretKey = vectors.secret_key;
const TIMEOUT_MS = 259_200_000;
const { password_reset_tokens: versions } = vectors;
const CASES = [
  ...versions['django_3.2'].vectors.map((vector) => ['3.2', vector] as const),
  ...versions['django_5.2'].vectors.map((vector) => ['5.2', vector] as const),
];

function accountOf({ pk, password, last_login, email }: ResetTokenVector): ResetTokenAccount {
  const stored = last_login?.replace('T', ' ').replace(/\+00:00$/, '') ?? null;
  return { id: pk, password, last_login: stored, email: email ?? '' };
}

/** `+3d23h`, `-1h`, `+259200s` and `+0`, in milliseconds. */
function shift(text: string): number {
  const units = { d: 86_400_000, h: 3_600_000, s: 1_000 } as const;
  const parts = [...text.matchAll(/(\d+)([dhs])/g)];
  const sum = parts.reduce((ms, [, count, unit]) => {
    return ms + Number(count) * units[unit as keyof typeof units];
  }, 0);
  return text.startsWith('-') ? -sum : sum;
}

const CHANGES: Readonly<Record<string, (account: ResetTokenAccount) => ResetTokenAccount>> = {
  email_changed: (account) => ({ ...account, email: 'other@example.com' }),
  password_changed: (account) => ({ ...account, password: `${account.password}x` }),
  last_login_changed: (account) => ({ ...account, last_login: '2026-03-15 00:00:00' }),
  pk_changed: (account) => ({ ...account, id: account.id + 1 }),
  username_or_is_active_changed: (account) => account,
};

describe.each(CASES)('a reset token of Django %s', (_version, vector) => {
  const account = accountOf(vector);
  const at = new Date(`${vector.now_server_local}Z`);
  const given = { secretKey, account };
  const check = { ...given, timeoutMs: TIMEOUT_MS, token: vector.token, now: at };

  it(`is made to the letter for account ${vector.pk}`, () => {
    expect(createResetToken({ ...given, at })).toBe(vector.token);
    expect(encodeUid(vector.pk)).toBe(vector.uidb64);
    expect(decodeUid(vector.uidb64, 'base64')).toBe(vector.pk);
  });

  it(`ends when Django’s ends for account ${vector.pk}`, () => {
    const found = Object.fromEntries(
      Object.keys(vector.check_at).map((text) => {
        const now = new Date(at.getTime() + shift(text));
        return [text, isResetToken({ ...check, now })];
      }),
    );
    expect(found).toEqual(vector.check_at);
  });

  it(`dies by what kills Django’s for account ${vector.pk}`, () => {
    const found = Object.fromEntries(
      Object.keys(vector.check_after).map((change) => {
        const token =
          change === 'upper_case_token'
            ? vector.token.toUpperCase()
            : change === 'truncated'
              ? vector.token.slice(0, -1)
              : vector.token;
        const changed = CHANGES[change]?.(account) ?? account;
        return [change, isResetToken({ ...check, token, account: changed })];
      }),
    );
    expect(found).toEqual(vector.check_after);
  });
});

describe('a token from elsewhere', () => {
  const account = accountOf(versions['django_5.2'].vectors[0] as ResetTokenVector);
  const now = new Date('2026-03-14T15:09:26Z');

  it.each([
    '',
    '-',
    'd5frfq',
    'd5frfq-',
    `${'z'.repeat(5_000)}-00`,
    'd5frfq-00\n',
    '\0',
    'Ж-00',
    `${'z'.repeat(13)}-${'0'.repeat(32)}`,
    ' d5frfq-49213756c15f8e99d98a64be35555038',
  ])('such as %j is none', (token) => {
    expect(isResetToken({ secretKey, account, token, now, timeoutMs: TIMEOUT_MS })).toBe(false);
  });

  it('signed with another key is none', () => {
    const token = createResetToken({ secretKey: 'another', account, at: now });
    expect(isResetToken({ secretKey, account, token, now, timeoutMs: TIMEOUT_MS })).toBe(false);
  });
});

describe('the account’s id in a link', () => {
  it.each(Object.entries(vectors.base36).filter(([id]) => Number(id) > 0 && Number(id) < 2 ** 31))(
    'of an old link reads %s',
    (id, text) => {
      expect(decodeUid(text, 'base36')).toBe(Number(id));
    },
  );

  it.each([-1, 0, 2_147_483_648, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER])(
    'comes back as it was: %s',
    (id) => {
      expect(decodeUid(encodeUid(id), 'base64')).toBe(id);
    },
  );

  it.each(['', 'MDE', 'LTA', 'MS41', 'MQ==', 'MQ ', '////', 'OTk5OTk5OTk5OTk5OTk5OQ', 'M\0', 'é'])(
    'is none in %j',
    (text) => {
      expect(decodeUid(text, 'base64')).toBe(null);
    },
  );

  it.each(['', '0', '-1', 'zik0zk', 'z'.repeat(14), '1 ', 'ñ'])('is none in old %j', (text) => {
    expect(decodeUid(text, 'base36')).toBe(null);
  });
});

it('is made for somebody whose last sign-in another program stored as a number', () => {
  const account = { id: 7, password: '!', last_login: 2_026, email: 'a@web.example' };
  const at = new Date('2026-03-01T12:00:00Z');
  const token = createResetToken({ secretKey, account, at });
  const check = { secretKey, account, token, timeoutMs: TIMEOUT_MS, now: at };
  expect(isResetToken(check)).toBe(true);
  expect(isResetToken({ ...check, account: { ...account, last_login: 2_027 } })).toBe(false);
});
