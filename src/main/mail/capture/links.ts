import { LinkifyIt } from 'linkify-it';

import { type HtmlElement, type HtmlNode, parseHtml } from '../preview/parse-html.ts';
import { singleLine } from './header-block.ts';

export interface Link {
  readonly href: string;
  /** What the mail shows for it: the words of the HTML link, or the address itself. */
  readonly text: string;
}

/** Where a link stands in a text, in UTF-16 units, and where it leads. */
export interface TextLink {
  readonly start: number;
  readonly end: number;
  readonly href: string;
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
  const inText = linksInText(text ?? '').map(({ href }) => ({ href, words: href }));
  for (const { href, words } of [...inText, ...linksInHtml(html ?? '')]) {
    if (found.size === MAX_LINKS && !found.has(href)) continue;
    const known = found.get(href);
    if (known === undefined || known === href) found.set(href, words || href);
  }
  return [...found].map(([href, words]) => ({ href, text: words }));
}

type FoundLink = { readonly href: string; readonly words: string };

/** The library wants a blank before a link; these scripts are written without any. */
const UNSPACED_BEFORE_LINK =
  /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Thai}](?=https?:\/\/)/giu;

/** Names before an @ are read as such, so that no half of an address passes for a whole one. */
const linkify = new LinkifyIt({ fuzzyEmail: false, urlAuth: true });

/** The web addresses in a plain text, in order, without the punctuation and brackets around them. */
export function linksInText(text: string): TextLink[] {
  const spaced = text
    .slice(0, MAX_TEXT_LENGTH)
    .replace(UNSPACED_BEFORE_LINK, (character) => ' '.repeat(character.length));
  const matches = linkify.match(spaced) ?? [];
  return matches
    .filter(({ url }) => isWebAddress(url) && new URL(url).username === '')
    .slice(0, MAX_LINKS)
    .map(({ index, lastIndex, url }) => ({ start: index, end: lastIndex, href: url }));
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
