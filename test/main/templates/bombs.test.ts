import { describe, expect, test } from 'vitest';

import { createEngine } from '../../../src/main/templates/engine.ts';
import { TemplateFault } from '../../../src/main/templates/template-fault.ts';
import { workOf } from '../../support/work-of.ts';

const RENDER_LIMIT_MS = 250;
/** Of work for one part. */
const MUST_END_WITHIN_MS = 1_500;

/** Text that doubles itself so often. */
const doubled = (times: number, text = 'ab') =>
  `{% assign s = '${text}' %}{% for i in (1..${times}) %}{% assign s = s | append: s %}{% endfor %}`;
const captured = (times: number) =>
  `{% assign s = 'ab' %}{% for i in (1..${times}) %}{% capture s %}{{ s }}{{ s }}{% endcapture %}{% endfor %}`;

const FEW = /far more text|takes longer/;
const NESTED = /without end|nested too deeply|takes longer|far more text/;

const BOMBS: readonly (readonly [string, string, RegExp])[] = [
  [
    'loops in loops',
    '{% for a in (1..900) %}{% for b in (1..900) %}{% for c in (1..900) %}x{% endfor %}{% endfor %}{% endfor %}',
    FEW,
  ],
  [
    'empty loops in loops',
    `${'{% for a in (1..999) %}'.repeat(5)}${'{% endfor %}'.repeat(5)}`,
    FEW,
  ],
  ['a huge range', '{% for a in (1..900000000) %}x{% endfor %}', FEW],
  ['a range without end', '{% for a in (1..1e308) %}x{% endfor %}', /./],
  ['a huge range that is only shown', '{{ (1..400000) | join }}', FEW],
  ['doubling by append', `${doubled(60)}{{ s }}`, FEW],
  ['doubling by capture', `${captured(60)}{{ s }}`, FEW],
  ['doubling by capture that shows nothing', captured(60), FEW],
  ['doubling by replace', `${doubled(16, 'aa')}{{ s | replace: 'a', s }}`, FEW],
  ['doubling by prepend', doubled(60).replaceAll('append', 'prepend'), FEW],
  [
    'doubling by join',
    `${doubled(12)}{% assign l = s | split: '' %}{{ l | join: s | split: '' | join: s }}`,
    FEW,
  ],
  [
    'a long text again and again',
    `{% for a in (1..100000) %}${'x'.repeat(50_000)}{% endfor %}`,
    FEW,
  ],
  [
    'a long value again and again',
    `${doubled(15)}{% for a in (1..100000) %}{{ s }}{% endfor %}`,
    FEW,
  ],
  ['a table of many cells', '{% tablerow a in (1..400000) cols: 2 %}{{ a }}{% endtablerow %}', FEW],
  [
    'a slice of everything',
    `${doubled(14)}{% for a in (1..9000) %}{% assign x = s | slice: 0, 99999 %}{% endfor %}`,
    FEW,
  ],
  [
    'a search made to be slow',
    `${doubled(17, 'aa')}{% assign n = s | slice: 0, 60000 %}{% assign n = 'b' | append: n %}{% for a in (1..9000) %}{% if s contains n %}x{% endif %}{% endfor %}`,
    FEW,
  ],
  [
    'tags made to be slow to take out',
    `${doubled(15, '<script<!--')}{% for a in (1..99) %}{{ s | strip_html }}{% endfor %}`,
    FEW,
  ],
  ['sorting much', '{% for a in (1..99) %}{{ (1..200000) | sort | size }}{% endfor %}', FEW],
  ['looking through much', "{{ (1..400000) | where: 'a', 1 | map: 'b' | uniq | size }}", FEW],
  ['padding', "{{ 0 | date: '%999999999Y' }}", FEW],
  ['an include of itself', "{% include 'a.html' %}", NESTED],
  ['a render of itself', "{% render 'a.html' %}", NESTED],
  ['a frame of itself', "{% layout 'a.html' %}{% block x %}{% endblock %}", NESTED],
  ['parts that take each other in', "{% include 'b.html' %}{% include 'b.html' %}", NESTED],
  ['twenty-four parts, each twice in the one before', `{% include 'p0.html' %}`, FEW],
  ['blocks in blocks', '{% if true %}'.repeat(8_000) + '{% endif %}'.repeat(8_000), /./],
  ['braces that never close', '{{'.repeat(45_000), /./],
  ['tags that never close', '{% if a %}'.repeat(9_000), /./],
  ['raws that never close', '{% raw %}'.repeat(9_000), /./],
  ['quotes that never close', `{{ ${'"'.repeat(90_001)} }}`, /./],
  ['a filter many times', `{{ 'a' ${'| upcase '.repeat(9_000)} }}${'{{ x'.repeat(9)}`, /./],
];

const PARTS = {
  'b.html': "{% include 'a.html' %}{% include 'a.html' %}",
  ...Object.fromEntries(
    Array.from({ length: 24 }, (_, at) => [
      `p${at}.html`,
      at === 23 ? 'x' : `{% include 'p${at + 1}.html' %}{% include 'p${at + 1}.html' %}`,
    ]),
  ),
};

describe('case 34: the template language', () => {
  test.each(BOMBS)('%s ends soon, with words', async (_what, text, words) => {
    const engine = createEngine({ 'a.html': text, ...PARTS }, RENDER_LIMIT_MS);
    const work = await workOf(() => {
      expect(() => engine.render('a.html', { user: { username: 'anna' } })).toThrow(words);
      expect(() => engine.render('a.html', {})).toThrow(TemplateFault);
    });
    expect(work / 2).toBeLessThan(MUST_END_WITHIN_MS);
  });

  test.each(BOMBS)('%s can be looked at without being rendered', async (_what, text) => {
    const engine = createEngine({ 'a.html': text, ...PARTS }, RENDER_LIMIT_MS);
    const work = await workOf(() => {
      try {
        engine.uses('a.html');
      } catch (error) {
        expect(error).toBeInstanceOf(TemplateFault);
      }
    });
    expect(work).toBeLessThan(MUST_END_WITHIN_MS);
  });

  test('escapes also what was only looked at', () => {
    const engine = createEngine({ 'a.html': '{{ a }}', 'a.txt': '{{ a }}' }, RENDER_LIMIT_MS);
    engine.uses('a.html');
    engine.uses('a.txt');
    expect(engine.render('a.html', { a: '<' })).toBe('&lt;');
    expect(engine.render('a.txt', { a: '<' })).toBe('<');
  });

  test.each([
    'constructor',
    '__proto__',
    'user.constructor',
    'user.__proto__',
    "user['constructor']",
    'user.username.constructor',
    'user.toString',
    'user.hasOwnProperty',
    'site.name.__proto__.constructor',
  ])('%s leads nowhere', (path) => {
    const engine = createEngine({ 'a.txt': `{{ ${path} }}` }, RENDER_LIMIT_MS);
    const context = { user: { username: 'anna' }, site: { name: 'Shop' } };
    expect(() => engine.render('a.txt', context)).toThrow(/There is no/);
  });

  test.each(['json', 'where_exp', 'group_by_exp', 'base64_encode', 'sha256', 'sample'])(
    'has no filter %s',
    (filter) => {
      const engine = createEngine({ 'a.txt': `{{ 'a' | ${filter} }}` }, RENDER_LIMIT_MS);
      expect(() => engine.render('a.txt', {})).toThrow(`There is no filter \`${filter}\``);
    },
  );
});
