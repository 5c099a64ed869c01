import {
  array,
  assert,
  asyncProperty,
  constantFrom,
  integer,
  oneof,
  record,
  string,
} from 'fast-check';
import SQLite from 'better-sqlite3';
import { describe, expect, it, onTestFinished } from 'vitest';

import { addMember, change } from '../../../support/site-flows.ts';
import { PASSWORD, register } from '../../../support/core.ts';
import { openSite, type OpenSite, tokenOf } from '../../../support/site-browser.ts';

/** How many requests the whole file sends. */
const REQUESTS = 20_000;
const PER_SEQUENCE = 25;

const PATHS = [
  '',
  'login/',
  'login',
  'logout/',
  'profile/',
  'password/change/',
  'password/change/done/',
  'password/reset/',
  'password/reset/done/',
  'password/reset/complete/',
  'register/',
  'register/complete/',
  'register/closed/',
  'activate/complete/',
  'activate/resend/',
  'activate/resend/done/',
  'password_reset/',
  'password_change/done/',
  'reset/done/',
  'site.css',
] as const;

const MARKUP = [
  '<script>alert(1)</script>',
  `"'><img src=x onerror=alert(1)>`,
  '{{7*7}}',
  '{% include "base" %}',
  '../../etc/passwd',
  '%00',
  '%ff',
  '\r\nset-cookie: x=1',
  '\u202e\ud800',
] as const;

/** Fast-check's own `binary` first makes a table of all of Unicode, which takes seconds. */
const anything = array(integer({ min: 0, max: 0x10_ff_ff }), { maxLength: 40 }).map((points) =>
  String.fromCodePoint(...points),
);

const hostile = oneof(
  { weight: 3, arbitrary: anything },
  { weight: 2, arbitrary: string({ unit: 'grapheme', maxLength: 200 }) },
  { weight: 3, arbitrary: constantFrom(...MARKUP) },
  { weight: 1, arbitrary: integer({ min: 1_000, max: 12_000 }).map((size) => 'a'.repeat(size)) },
  { weight: 2, arbitrary: constantFrom('anna', PASSWORD, 'anna@people.example', 'MQ', '1') },
);

const path = oneof(
  { weight: 5, arbitrary: constantFrom(...PATHS) },
  { weight: 2, arbitrary: hostile.map((text) => `activate/${encodeURIComponent(clean(text))}/`) },
  {
    weight: 2,
    arbitrary: hostile.map(
      (text) => `password/reset/confirm/MQ/${encodeURIComponent(clean(text))}/`,
    ),
  },
  {
    weight: 1,
    arbitrary: hostile.map((text) => `password/reset/confirm/${encodeURIComponent(clean(text))}/`),
  },
  { weight: 1, arbitrary: hostile.map((text) => `reset/${encodeURIComponent(clean(text))}/x-y/`) },
  { weight: 1, arbitrary: hostile.map((text) => encodeURIComponent(clean(text))) },
);

const step = record({
  path,
  query: oneof(
    constantFrom(''),
    hostile.map((text) => `?next=${encodeURIComponent(clean(text))}`),
  ),
  method: constantFrom(
    'GET',
    'GET',
    'GET',
    'HEAD',
    'POST',
    'POST',
    'POST',
    'PUT',
    'DELETE',
    'OPTIONS',
  ),
  isOwn: constantFrom(true, true, true, false),
  fields: record(
    {
      username: hostile,
      email: hostile,
      password: hostile,
      password1: hostile,
      password2: hostile,
      old_password: hostile,
      new_password1: hostile,
      new_password2: hostile,
      next: hostile,
      reason: hostile,
      invitation: hostile,
      tos: hostile,
    },
    { requiredKeys: [] },
  ),
  cookie: oneof(
    { weight: 4, arbitrary: constantFrom(null) },
    {
      weight: 1,
      arbitrary: record({
        name: constantFrom('sessionid', 'csrftoken', 'resettoken', 'registered', 'knowndevice'),
        value: hostile,
      }),
    },
  ),
});

/** Lone halves of surrogate pairs can't be in an address at all. */
function clean(text: string): string {
  return text.toWellFormed();
}

/** Reads everything that must not change by looking. */
function stateOf({ core }: OpenSite): () => unknown {
  const database = new SQLite(core.file, { readonly: true });
  onTestFinished(() => void database.close());
  const ids = [
    'registration_registrationprofile',
    'gatehouse_outbox',
    'gatehouse_session',
    'gatehouse_operation',
  ].map((table) => `(SELECT json_group_array(id) FROM ${table})`);
  const accounts = '(SELECT json_group_array(id || password || is_active) FROM auth_user)';
  const all = database.prepare(`SELECT ${[accounts, ...ids].join(' || ')}`).pluck();
  return () => all.get();
}

describe('any requests in any order', () => {
  it.each(['open', 'approval', 'invitation', 'closed'] as const)(
    'break nothing, show no markup, change nothing by GET and sign nobody in: %s',
    async (policy) => {
      const site = await openSite();
      const state = stateOf(site);
      await addMember(site.core, 'zoe');
      await register(site.core, 'yuri');
      await change(site.core, 'registration', { policy, askReason: true, termsLink: '/terms/' });
      let sent = 0;
      await assert(
        asyncProperty(
          array(step, { minLength: PER_SEQUENCE, maxLength: PER_SEQUENCE }),
          async (steps) => {
            const browser = site.browser();
            let known = { cookie: '', token: '' };
            for (const { path: below, query, method, isOwn, fields, cookie } of steps) {
              sent += 1;
              if (cookie) browser.cookies.set(cookie.name, encodeURIComponent(clean(cookie.value)));
              const looks = method !== 'POST';
              const before = looks ? state() : '';
              const address = `/accounts/${below}${query}`;
              let page;
              if (looks) page = await browser.send(address, { method });
              else {
                // A token is good for as long as the cookie that it came with.
                if (isOwn && browser.cookies.get('csrftoken') !== known.cookie) {
                  const token = tokenOf(await browser.send('/accounts/login/'));
                  known = { cookie: browser.cookies.get('csrftoken') ?? '', token };
                }
                const token = isOwn ? known.token : 'x';
                page = await browser.post(address, {
                  ...fields,
                  csrfmiddlewaretoken: token,
                });
              }
              expect(page.status).toBeLessThan(500);
              expect(page.body).not.toMatch(/<script|<img|onerror=alert\(1\)>|>49</i);
              expect(page.headers.get('set-cookie') ?? '').not.toContain('x=1');
              expect(page.location === '' || page.location.startsWith('/')).toBe(true);
              expect(page.location.startsWith('//')).toBe(false);
              if (looks) expect(state()).toBe(before);
            }
            const { count } = await site.core.db
              .selectFrom('gatehouse_session')
              .select((select) => select.fn.countAll<number>().as('count'))
              .executeTakeFirstOrThrow();
            expect(count).toBe(0);
          },
        ),
        { numRuns: REQUESTS / 4 / PER_SEQUENCE, seed: 20_261_123, endOnFailure: true },
      );
      expect(sent).toBeGreaterThanOrEqual(REQUESTS / 4);
      expect(site.errors).toEqual([]);
    },
    120_000,
  );
});
