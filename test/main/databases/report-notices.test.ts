import { expect, it } from 'vitest';

import { noticesOf } from '../../../src/main/databases/report-notices.ts';

/** One that this data folder works on, with nothing to tell. */
const OWN: Parameters<typeof noticesOf>[0] = {
  blocked: { write: null, look: null },
  triggers: [],
  unsent: 1,
  hasSpool: true,
  domain: 'blog.example',
  resetLink: 'https://blog.example/accounts/reset/MQ/…/',
  ofProject: false,
  keepsProfiles: true,
  hasWriteAheadLog: false,
  isOurs: true,
  isOwn: true,
  isNewHere: false,
};
const ELSEWHERE = { ...OWN, isOwn: false };

it.each([
  ['nothing of its own', OWN, []],
  [
    'of another’s the keys, by which people sign in, and the mail left in its folder',
    ELSEWHERE,
    ['Mail that was caught', 'Secrets in it'],
  ],
  [
    'of what would leave or lead astray',
    { ...OWN, unsent: 1_200, isNewHere: true, domain: 'example.com', triggers: ['audit'] },
    ['Its tables have triggers of their own: audit.', '1,200 mails', 'Links in mails'],
  ],
  [
    'of a project’s what it lacks',
    { ...ELSEWHERE, isOurs: false, hasSpool: false },
    [
      'Reset links in mails would look like https://blog.example/accounts/reset/MQ/…/.',
      'Its SECRET_KEY',
      'Its staff can sign in here',
      'Dates',
      'Signing in',
      'Opening it for writing',
    ],
  ],
  ['what a project without profiles costs', { ...OWN, keepsProfiles: false }, ['It keeps no']],
  [
    'that links of a project act when a scanner opens them',
    { ...OWN, ofProject: true },
    ['If its site has django-registration, its links act'],
  ],
  ['first that nobody could sign in', { ...OWN, blocked: { write: 'So', look: 'So' } }, ['Nobody']],
])('tells %s', (_, given, titles) => {
  const told = noticesOf(given).map(({ title }) => title);
  expect(told).toEqual(titles.map((title) => expect.stringContaining(title)));
});

it('says that without its key nobody can sign in at the accounts site', () => {
  const advice = noticesOf(ELSEWHERE).map((notice) => notice.advice);
  expect(advice.join()).toContain('until then nobody can sign in at the accounts site');
});
