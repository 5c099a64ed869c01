import { LinkifyIt } from 'linkify-it';

import {
  type HtmlDocument,
  type HtmlElement,
  type HtmlNode,
  parseHtml,
} from '../preview/parse-html.ts';
import { trimmedAddress } from '../preview/embedded-files.ts';
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
/** Characters without a blank that can't be a link: the library's time grows with their square. */
const TOO_LONG = /(?<!\S)\S{10001,}/g;
export const MAX_LINKS = 1_000;
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

/**
 * The library wants a blank or a punctuation mark before a link. Scripts that are written without
 * blanks, signs around it and a name with an equals sign before it are as good.
 */
const UNSPACED_BEFORE_LINK =
  /(?:[^\P{L}\p{scx=Latin}]|\p{M}|(?!=)\p{S}|_|(?<=(?:^|\s)[\w-]{1,30})=)(?=https?:\/\/)/giu;
/**
 * The library wants hosts as RFC 1035 does. Names in the DNS may have low lines (RFC 2181 section 11),
 * and a dot at the end, before a path, says that they are whole.
 */
const HOST = /(?<=https?:\/\/)[\w.-]+(?:\.(?=[/?#:])|(?<=\w))/gi;
/** What stands on both sides of a link and is not of it, and how many characters of it. */
const WRAPPERS = /[*_~|]*$/;
const MAX_WRAPPERS = 10;
/** What no address has in it (RFC 3986, invisible blanks), and the punctuation of a sentence at its end. */
const NO_ADDRESS = /["`\\\u200B\u2060\uFEFF].*$/s;
const PUNCTUATION = new Set(".,:;!?|…'’”»");

/** Names before an @ are read as such, so that no half of an address passes for a whole one. */
const linkify = new LinkifyIt({ fuzzyEmail: false, urlAuth: true });

/** The web addresses in a plain text, in order, without the punctuation and brackets around them. */
export function linksInText(text: string): TextLink[] {
  const spaced = text
    .slice(0, MAX_TEXT_LENGTH)
    .replace(UNSPACED_BEFORE_LINK, (character) => ' '.repeat(character.length))
    .replace(TOO_LONG, (run) => ' '.repeat(run.length))
    .replace(HOST, (host) => host.replace(/_(?=[\w.-])|\.$/g, 'x'));
  const matches = linkify.match(spaced) ?? [];
  return matches
    .map(({ index, lastIndex, schema, url: found }) => {
      const url = schema === '' ? found : text.slice(index, lastIndex);
      const href = withoutSentence(url, text.slice(Math.max(0, index - MAX_WRAPPERS), index));
      return { start: index, end: lastIndex - (url.length - href.length), href };
    })
    .filter(({ href }) => isWebAddress(href) && new URL(href).username === '')
    .slice(0, MAX_LINKS);
}

/** An address without what the sentence around it has put there. */
function withoutSentence(url: string, before: string): string {
  const address = withoutPunctuation(url.replace(NO_ADDRESS, ''));
  let around = [...(WRAPPERS.exec(before)?.[0] ?? '')].toReversed().join('');
  while (!address.endsWith(around)) around = around.slice(0, -1);
  return around === '' ? address : withoutPunctuation(address.slice(0, -around.length));
}

/** A quotation mark at the end stays where it closes one in the address. */
function withoutPunctuation(url: string): string {
  let quotes = url.split("'").length - 1;
  let end = url.length;
  for (; PUNCTUATION.has(url.charAt(end - 1)); end -= 1) {
    if (url.charAt(end - 1) !== "'") continue;
    if (quotes % 2 === 0) break;
    quotes -= 1;
  }
  return url.slice(0, end);
}

function linksInHtml(html: string): FoundLink[] {
  const document = html === '' ? null : parseHtml(html);
  const links = document ? [...linksIn(document)] : [];
  return links.map(([link, href]) => ({ href, words: wordsOf(link) }));
}

/** The elements of a page that lead to the web, in order, and where each leads. */
export function linksIn(document: HtmlDocument): ReadonlyMap<HtmlElement, string> {
  const links: HtmlElement[] = [];
  let base: string | null = null;
  const waiting: HtmlNode[] = document.childNodes.toReversed();
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!('childNodes' in node)) continue;
    if (node.tagName === 'base') base ??= attributeOf(node, 'href');
    if (node.tagName === 'a' || node.tagName === 'area') links.push(node);
    for (const child of node.childNodes.toReversed()) waiting.push(child);
  }
  const addresses = new Map<HtmlElement, string>();
  for (const link of links) {
    const written = attributeOf(link, 'href') ?? attributeOf(link, 'xlink:href');
    const href = written === null ? null : webAddress(written, base);
    if (href !== null) addresses.set(link, href);
  }
  return addresses;
}

/** The value of an attribute that holds an address. */
function attributeOf({ attrs }: HtmlElement, wanted: string): string | null {
  const found = attrs.find(({ name, prefix }) => (prefix ? `${prefix}:${name}` : name) === wanted);
  return found ? trimmedAddress(found.value) : null;
}

/**
 * Where a link leads, as it is written if that says all; otherwise as a browser reads it, with the
 * base that the mail names and the slashes that it left out.
 */
function webAddress(written: string, base: string | null): string | null {
  if (isWebAddress(written)) return written;
  const from = base !== null && isWebAddress(base) ? base : undefined;
  if (from === undefined && !/^(?:https?:|[/\\]{2})/i.test(written)) return null;
  const absolute = /^[/\\]{2}/.test(written) ? (from ?? 'https://mail.invalid/') : from;
  const { href } = URL.parse(written, absolute) ?? { href: '' };
  return isWebAddress(href) ? href : null;
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
