import { readdirSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { createPageTemplates } from '../../../src/main/accounts-site/page-templates.ts';
import { commonContext, pageContexts } from './page-contexts.ts';

const RESOURCES = new URL('../../../resources/', import.meta.url);
const HOSTILE = `"'><img src=x onerror=alert(1)>{{7*7}}{% raw %}`;
const render = createPageTemplates(RESOURCES);
const sample = (text: string): string => text;
const hostile = (text: string): string => `${text}${HOSTILE}`;
const cases = pageContexts(sample).map(([page, context], at) => ({ page, context, at }));

test('every page of the folder is tried', () => {
  const parts = ['errors', 'field', 'password_rules'];
  const shipped = readdirSync(new URL('templates/registration/', RESOURCES))
    .filter((name) => name.endsWith('.html') && !/email(?:_base)?\.html$/.test(name))
    .map((name) => name.slice(0, -'.html'.length))
    .filter((name) => !parts.includes(name));
  expect([...new Set(cases.map(({ page }) => page))].toSorted()).toEqual(shipped.toSorted());
});

describe.each([false, true])('for a visitor who is signed in (%s)', (isSignedIn) => {
  test.each(cases)(
    '$page ($at) has one heading, one main part and no script or style',
    async ({ page, context }) => {
      const html = await render(page, { ...commonContext(sample, isSignedIn), ...context });
      expect(html.match(/<h1>[^<]+/g)).toHaveLength(1);
      expect(html.match(/<main>/g)).toHaveLength(1);
      expect(html).toMatch(/<title>[^<]*\S[^<]* · Example Shop<\/title>/);
      expect(html).not.toMatch(/<script|<style|\sstyle=|\son\w+=|javascript:|target=/i);
      expect(html.includes('action="/accounts/logout/"')).toBe(isSignedIn);
    },
  );

  test.each(cases)('$page ($at) labels and describes every field', async ({ page, context }) => {
    const html = await render(page, { ...commonContext(sample, isSignedIn), ...context });
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [control = ''] of html.matchAll(/<(?:input|textarea)[^>]*>/g)) {
      if (control.includes('type="hidden"')) continue;
      const id = / id="([^"]+)"/.exec(control)?.[1] ?? '';
      expect(html).toContain(`<label for="${id}">`);
      const described = / aria-describedby="([^"]+)"/.exec(control)?.[1]?.split(' ') ?? [];
      expect(ids).toEqual(expect.arrayContaining(described));
    }
    for (const [, target = ''] of html.matchAll(/href="#([^"]+)"/g)) expect(ids).toContain(target);
  });
});

test.each(pageContexts(hostile).map(([page, context], at) => ({ page, context, at })))(
  '$page ($at) escapes every value and runs none of them as a template',
  async ({ page, context }) => {
    const html = await render(page, { ...commonContext(hostile, true), ...context });
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;{{7*7}}{% raw %}');
    expect(html).not.toMatch(/<img|49/);
    expect(html).not.toContain('&amp;lt;');
  },
);

test('only the summary of errors takes the focus, and only where there are errors', async () => {
  for (const { page, context } of cases) {
    const html = await render(page, { ...commonContext(sample, false), ...context });
    const hasErrors = 'errors' in context && JSON.stringify(context['errors']) !== '[]';
    const focused = html.match(/<\w+[^>]*\sautofocus[^>]*>/g) ?? [];
    expect(focused).toHaveLength(hasErrors ? 1 : 0);
    if (hasErrors) expect(focused[0]).toContain('class="error-summary"');
    expect(/<title>Error: /.test(html)).toBe(hasErrors);
  }
});

test('no error in a summary is without its field’s name', async () => {
  for (const { page, context } of cases) {
    const html = await render(page, { ...commonContext(sample, false), ...context });
    for (const [, words] of html.matchAll(/<li><a href="#id_[^>]+>([^<]+)</g)) {
      expect(words).toMatch(/^[A-Z][^:]+: This is not/);
    }
  }
});

test.each([
  ['open', true],
  ['approval', true],
  ['invitation', false],
  ['closed', false],
])('the sign-in page offers to register where anybody may: %s (%s)', async (policy, isOffered) => {
  const [, context] = pageContexts(sample).find(([page]) => page === 'login') ?? [];
  const given = { ...commonContext(sample, false), ...context, registration_policy: policy };
  const html = await render('login', given);
  expect(html.includes('href="/accounts/register/"')).toBe(isOffered);
  expect(html).toContain('href="/accounts/password/reset/"');
});

test('the site that has no name yet is not spoken of', async () => {
  const site = { name: '', domain: '', scheme: 'http' };
  const context = { ...commonContext(sample, false), site, title: 'Wait', text: 'A minute.' };
  const html = await render('error', context);
  expect(html).toContain('<title>Wait</title>');
  expect(html).not.toContain('<header');
});
