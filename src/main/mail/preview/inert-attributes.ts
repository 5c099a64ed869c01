import { html } from 'parse5';

import { firstOfSet } from './embedded-files.ts';
import { hasAddress, isInertValue, makeInertCss } from './inert-css.ts';
import { SHOWN_ATTRIBUTES, SHOWN_META_NAMES } from './inert-elements.ts';
import type { InertImages } from './inert-images.ts';
import type { HtmlElement } from './parse-html.ts';

type Attributes = HtmlElement['attrs'];
type Attribute = Attributes[number];

/** Marks a picture that was left out, and a link that leads nowhere in the copy. */
const BLOCKED_MARK = 'data-blocked';
export const LINK_MARK = 'data-link';

/** The attributes of an element in the inert copy. */
export function makeInertAttributes(element: HtmlElement, images: InertImages): Attributes {
  if (element.tagName === 'meta') return element.attrs.filter(({ name }) => isShownMeta(name));
  const kept = element.attrs.flatMap((attribute) => inertAttribute(element, attribute, images));
  if (element.tagName === 'img') return [...kept, ...pictureOf(element, images)];
  if (hasAttribute(element, 'href')) return [...without('title', kept), ...LINK_HINT];
  return withBackground(kept, element, images);
}

/** What stands at a link in the copy: that it leads nowhere here, and where it can be opened. */
const LINK_HINT: Attributes = [
  { name: LINK_MARK, value: '' },
  { name: 'title', value: 'Links lead nowhere here. They are listed below the mail.' },
];

function without(unwanted: string, attributes: Attributes): Attributes {
  return attributes.filter(({ name }) => name !== unwanted);
}

/** Whether a `meta` element may stay. */
export function isShownMetaElement(element: HtmlElement): boolean {
  const name = valueOf(element, 'name')?.toLowerCase() ?? '';
  return SHOWN_META_NAMES.has(name) && !hasAttribute(element, 'http-equiv');
}

function inertAttribute(
  element: HtmlElement,
  attribute: Attribute,
  images: InertImages,
): Attribute[] {
  const { name, value } = attribute;
  if (name === 'style') {
    const style = makeInertCss(value, images);
    return style.trim() === '' ? [] : [{ name, value: style }];
  }
  if (element.namespaceURI !== html.NS.HTML) return isInertSvg(attribute) ? [attribute] : [];
  // An input that is a picture loads it, one that is a file opens a dialog of the system.
  if (name === 'type' && /^\s*(?:image|file)\s*$/i.test(value)) return [];
  return SHOWN_ATTRIBUTES.has(name) || /^aria-[a-z]+$/.test(name) ? [attribute] : [];
}

/** What acts, loads or leads away on some element, and is not needed to draw. */
const ACTIVE_SVG_ATTRIBUTE =
  /^(?:on|xml)|^(?:action|background|data|formaction|href|ping|poster|src|srcdoc|srcset|target)$/i;

/** Shapes have no attribute that loads except where a value is CSS; none needs an address. */
function isInertSvg({ name, namespace, value }: Attribute): boolean {
  const isActive = namespace !== undefined || ACTIVE_SVG_ATTRIBUTE.test(name);
  return !isActive && !hasAddress(value) && (isInertValue(value) || /^url\(#[\w-]+\)$/.test(value));
}

function pictureOf(element: HtmlElement, images: InertImages): Attributes {
  const url = valueOf(element, 'src') || firstOfSet(valueOf(element, 'srcset') ?? '');
  const image = images.inline(url);
  return [image === null ? { name: BLOCKED_MARK, value: '' } : { name: 'src', value: image }];
}

/**
 * The picture of a `background` in the form of CSS, below what the element says itself. What else an
 * element would load, as the `src` of an input, is only counted.
 */
function withBackground(kept: Attributes, element: HtmlElement, images: InertImages): Attributes {
  const background = valueOf(element, 'background');
  const url = background ?? valueOf(element, 'src');
  const image = url === undefined ? null : images.inline(url);
  if (background === undefined || image === null) return kept;
  const style = kept.find(({ name }) => name === 'style')?.value ?? '';
  return [
    ...without('style', kept),
    { name: 'style', value: `background-image:url("${image}");${style}` },
  ];
}

function isShownMeta(name: string): boolean {
  return name === 'name' || name === 'content';
}

function hasAttribute(element: HtmlElement, name: string): boolean {
  return valueOf(element, name) !== undefined;
}

function valueOf(element: HtmlElement, wanted: string): string | undefined {
  return element.attrs.find(({ name }) => name === wanted)?.value;
}
