import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

import { expect, it } from 'vitest';

import { RECORDED_TABLES } from '../../../src/main/operations/recorded-tables.ts';

const MAIN = fileURLToPath(new URL('../../../src/main/', import.meta.url));
const TABLES = Object.keys(RECORDED_TABLES).join('|');
const WRITES = new RegExp(
  String.raw`(?:insertInto|updateTable|deleteFrom|replaceInto)\(\s*'(${TABLES})'` +
    String.raw`|\b(?:INSERT\s+(?:OR\s+\w+\s+)?INTO|REPLACE\s+INTO|UPDATE|DELETE\s+FROM)\s+"?(${TABLES})\b`,
  'gi',
);

/** What is written beside the log, as the doc comment of the recorded tables says. */
const ALLOWED = [
  'accounts/end-sessions.ts gatehouse_session',
  'db/worked-at.ts gatehouse_setting',
  'demo/story.ts auth_user',
  'mail/outbox/forget-people.ts gatehouse_session',
  'session/console-session.ts auth_user',
  'sign-in/authenticate.ts auth_user',
  'sign-in/renew-session.ts gatehouse_session',
  'sign-in/site-sessions.ts gatehouse_session',
];

it('recorded tables are written by operations alone, but for facts', () => {
  const files = globSync('**/*.ts', { cwd: MAIN }).map((file) => file.replaceAll('\\', '/'));
  const own = files.filter((file) => !/^(operations|db\/migrations)\//.test(file));
  const found = own.flatMap((file) => {
    const text = readFileSync(`${MAIN}${file}`, 'utf8');
    return Array.from(text.matchAll(WRITES), ([, built, typed]) => `${file} ${built ?? typed}`);
  });
  expect([...new Set(found)].toSorted()).toEqual(ALLOWED);
});
