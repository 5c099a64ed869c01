import { describe, expect, it, test } from 'vitest';

import { checkTemplate } from '../../../../src/main/mail/templates/check-template.ts';
import { MAIL_KINDS, type MailKind } from '../../../../src/main/mail/templates/mail-kinds.ts';
import { createMailTemplates, partsOf } from '../../../../src/main/mail/templates/templates.ts';
import type { TemplateParts } from '../../../../src/shared/contract/templates.ts';
import { RESOURCES } from '../../../support/core.ts';

const templates = createMailTemplates(RESOURCES);

function check(parts: Partial<TemplateParts>, kind: MailKind = 'activation') {
  const shipped = partsOf(templates.inFolders(kind));
  return checkTemplate(
    templates.ofParts(kind, { parts: { ...shipped, ...parts }, version: null, frame: null }),
  );
}

/** Where the only problem is, and what it says. */
function only(parts: Partial<TemplateParts>, kind?: MailKind): string {
  const problems = check(parts, kind);
  expect(problems).toHaveLength(1);
  const [{ part, line, column, message } = {}] = problems;
  return `${part} ${line}:${column} ${message}`;
}

const LINK = '\n{{ activation_link }}\n';

test.each(MAIL_KINDS)('nothing is wrong with the shipped mail: %s', (kind) => {
  expect(check({}, kind)).toEqual([]);
});

describe('a fault', () => {
  it.each([
    ['Hello\n  {{ activation_url }\nmore', 'text 2:3 `{{ activation_url }` needs a second `}`.'],
    [`{{ site.name }\n${LINK}`, 'text 1:1 `{{ site.name }` needs a second `}`.'],
    [`a\n{% if note }b{% endif %}${LINK}`, 'text 2:1 `{% if note }` needs a `%` before its `}`.'],
    [`{{ site.name\nb${LINK}`, 'text 1:1 `{{ site.name` needs its closing `}}`.'],
    [
      `a {% if expiration_days == 1 %}b${LINK}`,
      'text 1:3 `{% if expiration_days == 1 %}` needs an `{% endif %}`.',
    ],
    [`${LINK}{% endif %}`, 'text 3:1 `{% endif %}` ends nothing here.'],
    [
      `{{ site.name | upcas }}${LINK}`,
      'text 1:1 There is no filter `upcas`. Did you mean `upcase`?',
    ],
    [`{{ site.name | base64_encode }}${LINK}`, 'text 1:1 There is no filter `base64_encode`.'],
    [`{% elseif a %}${LINK}`, 'text 1:1 There is no tag `elseif`. Did you mean `elsif`?'],
    [`{{ }}${LINK}`, 'text 1:1 There is nothing between these braces.'],
    [`a {% if %}b{% endif %}${LINK}`, 'text 1:3 `{% if %}` needs a condition.'],
    [
      `{% if note %}a{%- elsif %}b{% endif %}${LINK}`,
      'text 1:15 `{%- elsif %}` needs a condition.',
    ],
    [`{% assign x = %}${LINK}`, 'text 1:1 `{% assign x = %}` needs a value.'],
    [
      `\n{% include 'nowhere.txt' %}${LINK}`,
      'text 2:12 There is no template `nowhere.txt` to take in.',
    ],
    [`{% for i in (1..900000000) %}x{% endfor %}${LINK}`, /^text 1:1 It makes far more text/],
    ['x'.repeat(100_001), 'text null:null It has 100,001 characters; 100,000 is the most.'],
    [' \n', 'text null:null The text comes out empty.'],
  ])('of %j is told with its place', (text, words) => {
    expect(only({ text })).toMatch(words instanceof RegExp ? words : new RegExp(escaped(words)));
  });

  it('in a variable’s name is found in branches that are not taken, with what was meant', () => {
    const text = `Hi\n{% if expiration_days == 99 %}{{ activation_url }}{% endif %}${LINK}`;
    expect(only({ text })).toMatch(
      /^text 2:\d+ There is no `activation_url` here\. Did you mean `activation_link`\?$/,
    );
  });

  it('in several places is told of each', () => {
    const problems = check({ subject: '{{ a_b_c }}', text: `{{ x_y_z }} {{ q_r_s }}${LINK}` });
    expect(problems.map(({ part, line }) => [part, line])).toEqual([
      ['subject', 1],
      ['text', 1],
      ['text', 1],
    ]);
  });
});

it('a group of variables is told its parts', () => {
  expect(only({ text: `{{ user }}${LINK}` })).toContain('take `user.username`');
});

it('variables of a template’s own, and properties of text, are fine', () => {
  const text = `{% assign days = expiration_days %}{{ days }} {{ user.username.size }}
{% for i in (1..3) %}{{ i }}{{ forloop.index }}{% endfor %}{% capture c %}x{% endcapture %}{{ c }}${LINK}`;
  expect(check({ text })).toEqual([]);
});

it('the variables of another mail are not this one’s', () => {
  expect(only({ text: '{{ activation_link }}' }, 'activated')).toContain('There is no');
});

describe('a mail without its link', () => {
  it('is told, with what mends it', () => {
    const [problem] = check({ text: 'Welcome.' });
    expect(problem).toMatchObject({
      part: 'text',
      message: 'This mail would not contain the activation link.',
      insert: '\n{{ activation_link }}\n',
    });
    expect(check({ text: `Welcome.${problem?.insert}` })).toEqual([]);
  });

  it('is told of the HTML too, and of no mail that needs none', () => {
    const [problem] = check({ html: '<p>Welcome</p>' }, 'password_reset');
    expect(problem?.message).toBe('This mail would not contain the reset link.');
    expect(check({ html: `<p>Welcome</p>${problem?.insert}` }, 'password_reset')).toEqual([]);
    expect(check({ html: '<p>Welcome</p>' }, 'activated')).toEqual([]);
  });
});

it('an empty subject is told, also when it only comes out empty', () => {
  expect(only({ subject: ' ' })).toBe('subject null:null The subject comes out empty.');
  expect(only({ subject: '{% if expiration_days == 0 %}x{% endif %}' })).toContain('empty');
});

it('a long subject and a large HTML are warned of only', () => {
  const problems = check({
    subject: 'x'.repeat(100),
    html: `<p>{{ activation_link }}</p>{% for i in (1..11) %}${'x'.repeat(10_000)}{% endfor %}`,
  });
  expect(problems.map(({ part, severity }) => [part, severity])).toEqual([
    ['subject', 'warning'],
    ['html', 'warning'],
  ]);
});

function escaped(text: string): string {
  return `^${text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`;
}
