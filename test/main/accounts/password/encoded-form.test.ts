import { expect, test } from 'vitest';

import { recogniseEncoded } from '../../../../src/main/accounts/password/encoded-form.ts';
import { vectors } from '../../../support/vectors.ts';

test('every hash that a Django made is recognised by its form', () => {
  const hashes = vectors.password_hashes.vectors.map(({ encoded }) => encoded);
  expect(hashes.length).toBeGreaterThan(20);
  expect(hashes.filter((encoded) => recogniseEncoded(encoded) === null)).toEqual([]);
});

test.each([
  'secret',
  '',
  '!',
  'pbkdf2_sha256',
  'md5$salt',
  'pbkdf2_sha256$1000$salt$short=',
  '$P$Bxyz1234567890123456789012345.',
  '$2y$10$abcdefghijklmnopqrstuv',
  'constructor$a$b',
  `pbkdf2_sha256$1000$${'s'.repeat(200)}$${'a'.repeat(43)}=`,
])('%j is no hash of Django', (text) => {
  expect(recogniseEncoded(text)).toBeNull();
});

test('what only Django checks is told apart', () => {
  expect(recogniseEncoded(`bcrypt$$2b$12$${'a'.repeat(53)}`)).toEqual({
    algorithm: 'bcrypt',
    isCheckedHere: false,
  });
  expect(recogniseEncoded('0'.repeat(32))).toEqual({ algorithm: 'md5', isCheckedHere: true });
});
