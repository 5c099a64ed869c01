import { parse, type DefaultTreeAdapterTypes } from 'parse5';

import { previewDocument } from '../../src/main/mail/preview/inert-html.ts';

type Element = DefaultTreeAdapterTypes.Element;
type Node = DefaultTreeAdapterTypes.Node;

interface Reading {
  readonly elements: readonly Element[];
  /** The words outside of style elements. */
  readonly words: string;
  readonly styles: readonly string[];
}

/** Reads a page again as a browser would, with or without scripts. */
export function readPage(html: string, scriptingEnabled: boolean): Reading {
  const elements: Element[] = [];
  const styles: string[] = [];
  let words = '';
  const waiting: Node[] = [parse(html, { scriptingEnabled })];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('tagName' in node) elements.push(node);
    if ('attrs' in node) styles.push(...valuesOf(node, 'style'));
    if (node.nodeName === '#text' && 'value' in node) {
      const isStyle = node.parentNode?.nodeName === 'style';
      if (isStyle) styles.push(node.value);
      else words += node.value;
    }
    if ('content' in node) waiting.push(node.content);
    if ('childNodes' in node) for (const child of node.childNodes.toReversed()) waiting.push(child);
  }
  return { elements, words, styles };
}

/** The values of an attribute, of which an element has one at most. */
export function valuesOf(element: Element, wanted: string): string[] {
  return element.attrs.filter(({ name }) => name === wanted).map(({ value }) => value);
}

const ACTIVE =
  /^(?:script|link|base|iframe|frame|frameset|object|embed|applet|portal|template|form|audio|video|source|track|image|use|animate|animateTransform|set|foreignObject|math|noscript|meta:.*)$/;

/**
 * Everything in a page that could connect, run or lead elsewhere.
 *
 * @param html Of an inert copy.
 */
export function dangersOf(html: string): string[] {
  const page = previewDocument(html);
  return [true, false].flatMap((scriptingEnabled) => {
    const { elements, styles } = readPage(page, scriptingEnabled);
    const active = elements.filter((element) => ACTIVE.test(element.tagName));
    const httpEquiv = elements.filter((element) => valuesOf(element, 'http-equiv').length > 0);
    const attributes = elements.flatMap(({ tagName, attrs }) =>
      attrs
        .filter(({ name, value }) => isDangerous(name, value))
        .map(({ name, value }) => `${tagName} ${name}=${value}`),
    );
    const css = styles
      .map((style) => style.replace(/url\("data:image\/[a-z]+;base64,[\w+/=]*"\)/g, ''))
      .filter((style) => /url\s*\(|@import|expression|image-set/i.test(style.replace(/\\/g, '')));
    return [...[...active, ...httpEquiv].map(({ tagName }) => tagName), ...attributes, ...css];
  });
}

function isDangerous(name: string, value: string): boolean {
  if (name === 'src') return !/^data:image\/[a-z]+;base64,[\w+/=]*$/.test(value);
  if (/^(?:alt|title|value|placeholder|content)$/.test(name)) return false;
  const isActive =
    /^on|^(?:href|srcset|srcdoc|action|formaction|background|poster|ping|data|target)$/.test(name);
  return isActive || /https?:|^\s*[/\\]{2}|script:/i.test(value);
}
