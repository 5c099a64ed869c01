import type { CssFacts } from './css-facts.ts';
import { CSS_PROPERTIES, CSS_VALUES, SELECTORS } from './css-features.ts';
import type { FoundElement, HtmlFacts } from './html-facts.ts';
import { ATTRIBUTES, ELEMENTS, IMAGES } from './html-features.ts';

/** How often a mail uses each feature, by the name that caniemail.com gives it. */
export function countFeatures(html: HtmlFacts, css: CssFacts): ReadonlyMap<string, number> {
  const uses = new Map<string, number>();
  const count = (slug: string | undefined): void => {
    if (slug !== undefined) uses.set(slug, (uses.get(slug) ?? 0) + 1);
  };
  if (html.hasDoctype) count('html-doctype');
  if (html.hasComments) count('html-comments');
  for (const element of html.elements) countElement(element, count);
  for (const { property, value } of css.declarations) {
    count(property.startsWith('--') ? 'css-variables' : CSS_PROPERTIES.get(property));
    for (const [slug, pattern] of CSS_VALUES) {
      if (pattern.test(`${property}:${value}`)) count(slug);
    }
  }
  for (const selector of css.selectors) {
    for (const [slug, pattern] of SELECTORS) if (pattern.test(selector)) count(slug);
    for (const [, name = ''] of selector.matchAll(/(?<!:):([a-z-]+)/g)) {
      count(`css-pseudo-class-${name}`);
    }
    for (const [, name = ''] of selector.matchAll(
      /::?(after|before|first-l\w+|marker|placeholder)/g,
    )) {
      count(`css-pseudo-element-${name}`);
    }
  }
  for (const rule of css.atRules) countAtRule(rule, count);
  return uses;
}

type Count = (slug: string | undefined) => void;

function countElement({ name, attributes }: FoundElement, count: Count): void {
  count(ELEMENTS.get(name));
  for (const [attribute, value] of attributes) {
    count(ATTRIBUTES.get(attribute));
    if (attribute === 'href' && name === 'a') {
      if (value.startsWith('#')) count('html-anchor-links');
      if (/^mailto:/i.test(value)) count('html-mailto-links');
    }
  }
  const type = attributes.get('type')?.toLowerCase();
  if (name === 'input') count(`html-input-${type ?? 'text'}`);
  if (name === 'button') count(type === 'reset' ? 'html-button-reset' : 'html-button-submit');
  if (name === 'meta' && /color-scheme/i.test(attributes.get('name') ?? '')) {
    count('html-meta-color-scheme');
  }
  const source = attributes.get('src') ?? '';
  if (name === 'img' && source !== '') {
    for (const [slug, pattern] of IMAGES) if (pattern.test(source)) count(slug);
  }
}

function countAtRule(rule: string, count: Count): void {
  const [name = ''] = /^[a-z-]+/.exec(rule) ?? [];
  count(`css-at-${name.replace(/^-\w+-/, '')}`);
  if (name !== 'media') return;
  if (rule.includes('prefers-color-scheme')) count('css-at-media-prefers-color-scheme');
  if (rule.includes('prefers-reduced-motion')) count('css-at-media-prefers-reduced-motion');
  if (rule.includes('orientation')) count('css-at-media-orientation');
  if (rule.includes('hover')) count('css-at-media-hover');
  if (rule.includes('device-pixel-ratio')) count('css-at-media-device-pixel-ratio');
}
