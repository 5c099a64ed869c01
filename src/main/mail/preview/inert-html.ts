import { defaultTreeAdapter, html as standard, serialize } from 'parse5';

import { isShownMetaElement, LINK_MARK, makeInertAttributes } from './inert-attributes.ts';
import { makeInertCss } from './inert-css.ts';
import { DROPPED_ELEMENTS, SHOWN_ELEMENTS, SHOWN_SVG_ELEMENTS } from './inert-elements.ts';
import {
  createInertImages,
  type EmbeddedFile,
  type FetchedPictures,
  type InertImages,
} from './inert-images.ts';
import { createRemoteHosts } from './remote-hosts.ts';
import { type HtmlDocument, type HtmlElement, type HtmlNode, parseHtml } from './parse-html.ts';

export interface InertHtml {
  readonly html: string;
  /** How many pictures of other computers were left out. */
  readonly blockedRemoteImages: number;
  /** Web addresses of those, for fetching them once somebody wants to see them. */
  readonly remoteImages: readonly string[];
  /** Computers that the mail would have asked for anything at all. */
  readonly remoteHosts: readonly string[];
}

type Parent = HtmlDocument | HtmlElement;

const TOO_LARGE =
  '<p>This HTML is too large to be shown safely. The text and the source can be read.</p>';

/**
 * Makes the copy of a mail's HTML that is shown: it keeps words, layout, the mail's own styles and
 * the pictures that came with it, and nothing that connects, runs or leads elsewhere. The sandbox
 * and PREVIEW_CSP are the defence; this keeps a mail from even opening a connection, as the
 * browser's preconnect does under any policy.
 *
 * Depth is not bounded and costs no stack. Where an element is not known, what it holds stays.
 *
 * @param fetched Pictures of other computers to show, by their address.
 */
export function makeInertHtml(
  html: string,
  files: readonly EmbeddedFile[],
  fetched?: FetchedPictures,
): InertHtml {
  const document = parseHtml(html);
  if (!document)
    return { html: TOO_LARGE, blockedRemoteImages: 0, remoteImages: [], remoteHosts: [] };
  const images = createInertImages(files, fetched);
  const remote = createRemoteHosts();
  const copy = defaultTreeAdapter.createDocument();
  // What has no target is not shown, but may name computers that it would have asked.
  const waiting: { readonly node: HtmlNode; readonly target: Parent | null }[] = [];
  const wait = (nodes: readonly HtmlNode[], target: Parent | null): void => {
    for (const node of nodes.toReversed()) waiting.push({ node, target });
  };
  wait(document.childNodes, copy);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, target } = next;
    if (node.nodeName === '#text' && 'value' in node) {
      if (target) defaultTreeAdapter.insertText(target, node.value);
    } else if ('childNodes' in node) {
      remote.add(node);
      if ('content' in node) wait(node.content.childNodes, null);
      const place = target && !isDropped(node) ? target : null;
      const shown = place && isShown(node) ? copyOf(node, images) : null;
      if (place && shown) defaultTreeAdapter.appendChild(place, shown);
      if (node.tagName !== 'style') wait(node.childNodes, shown ?? place);
    }
  }
  const { blocked: blockedRemoteImages, wanted: remoteImages } = images;
  return { html: serialize(copy), blockedRemoteImages, remoteImages, remoteHosts: remote.hosts };
}

/**
 * Wraps an inert copy as a page of its own. Links look as links do, unless the mail says otherwise.
 *
 * @param html What makeInertHtml gave.
 */
export function previewDocument(html: string): string {
  const style = `:where([${LINK_MARK}]){color:-webkit-link;text-decoration:underline}[${LINK_MARK}]{cursor:help}`;
  return `<!doctype html><meta charset="utf-8"><style>${style}</style>${html}`;
}

function isDropped(element: HtmlElement): boolean {
  const { tagName } = element;
  if (tagName === 'meta') return !isShownMetaElement(element);
  // Text, and so HTML, may stand in foreign elements; only known ones may hold it.
  if (isForeign(element)) return !isShown(element);
  return DROPPED_ELEMENTS.has(tagName);
}

function isShown(element: HtmlElement): boolean {
  if (!isForeign(element)) return SHOWN_ELEMENTS.has(element.tagName);
  return element.namespaceURI === standard.NS.SVG && SHOWN_SVG_ELEMENTS.has(element.tagName);
}

function isForeign(element: HtmlElement): boolean {
  return element.namespaceURI !== standard.NS.HTML;
}

function copyOf(element: HtmlElement, images: InertImages): HtmlElement {
  const { tagName, namespaceURI, childNodes } = element;
  const attributes = makeInertAttributes(element, images);
  const copy = defaultTreeAdapter.createElement(tagName, namespaceURI, attributes);
  if (tagName === 'style') {
    const css = childNodes.map((child) => ('value' in child ? child.value : '')).join('');
    defaultTreeAdapter.insertText(copy, makeInertCss(css, images));
  }
  return copy;
}
