import { LinkifyIt } from 'linkify-it';

import { type HtmlElement, type HtmlNode, parseHtml } from '../preview/parse-html.ts';
import { singleLine } from './header-block.ts';

export interface Link {
  readonly href: string;
  /** What the mail shows for it: the words of the HTML link, or the address itself. */
  readonly text: string;
}

/** Characters searched for addresses, links listed, and characters of a link's words. */
const MAX_TEXT_LENGTH = 1_000_000;
const MAX_LINKS = 1_000;
const MAX_WORDS_LENGTH = 200;

/**
 * The web addresses of a mail, each once: first those in the text, in order, then those that only
 * the HTML has. Nothing is fetched, because looking at a one-time link may use it up.
 */
export function findLinks(text: string | null, html: string | null): Link[] {
  const found = new Map<string, string>();
  for (const { href, words } of [...linksInText(text ?? ''), ...linksInHtml(html ?? '')]) {
    if (found.size === MAX_LINKS && !found.has(href)) continue;
    const known = found.get(href);
    if (known === undefined || known === href) found.set(href, words || href);
  }
  return [...found].map(([href, words]) => ({ href, text: words }));
}

type FoundLink = { readonly href: string; readonly words: string };

function linksInText(text: string): FoundLink[] {
  const linkify = new LinkifyIt({ fuzzyEmail: false });
  const matches = linkify.match(text.slice(0, MAX_TEXT_LENGTH)) ?? [];
  return matches.flatMap(({ url }) => (isWebAddress(url) ? [{ href: url, words: url }] : []));
}

function linksInHtml(html: string): FoundLink[] {
  const document = html === '' ? null : parseHtml(html);
  const links: FoundLink[] = [];
  const waiting: HtmlNode[] = document?.childNodes.toReversed() ?? [];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!('childNodes' in node)) continue;
    const href = hrefOf(node);
    if (href !== null) links.push({ href, words: wordsOf(node) });
    for (const child of node.childNodes.toReversed()) waiting.push(child);
  }
  return links;
}

function hrefOf(element: HtmlElement): string | null {
  if (element.tagName !== 'a' && element.tagName !== 'area') return null;
  // The URL parser of a browser ignores tabs and line breaks anywhere.
  const href = element.attrs.find(({ name }) => name === 'href')?.value.replace(/[\t\r\n]/g, '');
  return href !== undefined && isWebAddress(href.trim()) ? href.trim() : null;
}

function wordsOf(element: HtmlElement): string {
  let words = '';
  let visited = 0;
  const waiting: HtmlNode[] = [element];
  for (let node = waiting.pop(); node && visited < MAX_WORDS_LENGTH; node = waiting.pop()) {
    visited += 1;
    if ('value' in node) words += node.value.slice(0, MAX_WORDS_LENGTH);
    if (!('childNodes' in node)) continue;
    for (const child of node.childNodes.toReversed()) waiting.push(child);
  }
  return singleLine(words.replace(/\s+/g, ' ')).slice(0, MAX_WORDS_LENGTH);
}

function isWebAddress(href: string): boolean {
  return /^https?:\/\//i.test(href) && URL.canParse(href);
}
