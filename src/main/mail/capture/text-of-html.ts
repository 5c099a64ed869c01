import {
  type HtmlDocument,
  type HtmlElement,
  type HtmlNode,
  parseHtml,
} from '../preview/parse-html.ts';
import { linksIn, linksInText, MAX_LINKS, type TextLink } from './links.ts';

/** Elements that hold no words to read. */
const SILENT = new Set(['head', 'script', 'style', 'template', 'title', 'noframes']);
/** Elements that stand in the line; all others start a new one. */
const INLINE = new Set(
  'a abbr b bdi bdo big cite code del em font i img ins kbd label mark q s samp small span strike strong sub sup td th time tt u var wbr'.split(
    ' ',
  ),
);

/** Elements in which the lines of the source are lines. */
const WITH_LINES = new Set(['pre', 'listing', 'xmp', 'plaintext', 'textarea']);
/** Stands where the last of them that is open ends. */
const END_OF_LINES = null;

/** Where the words lead from here on; null where to nowhere. */
interface Leading {
  readonly href: string | null;
}

/** The words of a mail's HTML, line by line; null when it is too large to be read. */
export function textOfHtml(html: string): string | null {
  const document = parseHtml(html);
  return document && readPage(document, NO_LINKS).text;
}

const NO_LINKS: ReadonlyMap<HtmlElement, string> = new Map();

/**
 * The links in the words of a mail's HTML, in order: what its author made one, which leads where that
 * says, and addresses among the words.
 */
export function linksInTextOfHtml(html: string): TextLink[] {
  const document = parseHtml(html);
  if (!document) return [];
  const { text, links } = readPage(document, linksIn(document));
  const inOrder = [...links, ...linksInText(text)].toSorted((a, b) => a.start - b.start);
  let end = 0;
  const apart = inOrder.filter((link) => {
    if (link.start < end) return false;
    ({ end } = link);
    return true;
  });
  return apart.slice(0, MAX_LINKS);
}

/** @param hrefs Where elements lead. */
function readPage(document: HtmlDocument, hrefs: ReadonlyMap<HtmlElement, string>) {
  const text = createLines();
  const links: TextLink[] = [];
  let openWithLines = 0;
  let href: string | null = null;
  let start = 0;
  /** A link in another one ends it, as for browsers, and the other one goes on after it. */
  const lead = (next: string | null): void => {
    if (href !== null) links.push({ start, end: text.length, href });
    href = next;
    start = text.length;
  };
  const waiting: (HtmlNode | Leading | '\n' | typeof END_OF_LINES)[] =
    document.childNodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === END_OF_LINES) openWithLines -= 1;
    else if (node === '\n') text.add(node);
    else if ('href' in node) lead(node.href);
    else if ('value' in node) {
      const lines = openWithLines > 0 ? node.value.split(/(\n)/) : [node.value];
      for (const line of lines) text.add(line === '\n' ? line : line.replace(/\s+/g, ' '));
    } else if ('childNodes' in node && !SILENT.has(node.tagName)) {
      text.add(opening(node.tagName));
      const own = hrefs.get(node);
      if (own !== undefined) {
        waiting.push({ href });
        lead(own);
      }
      if (!INLINE.has(node.tagName) && node.tagName !== 'br') waiting.push('\n');
      if (WITH_LINES.has(node.tagName)) {
        openWithLines += 1;
        waiting.push(END_OF_LINES);
      }
      for (const child of node.childNodes.toReversed()) waiting.push(child);
    }
  }
  const words = text.whole().trim();
  return { text: words, links: links.flatMap((link) => shownLink(link, words)) };
}

/** A link without the blanks around its words; nothing where it has none. */
function shownLink({ start, end, href }: TextLink, text: string): TextLink[] {
  const words = text.slice(start, end).trimEnd();
  const shown = words.trimStart().length;
  const last = start + words.length;
  return shown === 0 ? [] : [{ start: last - shown, end: last, href }];
}

/** Puts pieces together with no blank beside another one or a line's end, and one empty line at most. */
function createLines() {
  const pieces: string[] = [];
  let length = 0;
  let blank = false;
  let ends = 2;
  const push = (piece: string): void => {
    pieces.push(piece);
    length += piece.length;
  };
  return {
    /** @param piece A line's end alone, or words with single blanks between them. */
    add(piece: string): void {
      if (piece === '\n') {
        if (ends < 2) push('\n');
        ends += 1;
        blank = false;
        return;
      }
      const words = piece.trim();
      blank ||= piece.startsWith(' ');
      if (words === '') return;
      if (blank && ends === 0) push(' ');
      push(words);
      ends = 0;
      blank = piece.endsWith(' ');
    },
    whole: () => pieces.join(''),
    get length() {
      return length;
    },
  };
}

function opening(tagName: string): string {
  if (tagName === 'td' || tagName === 'th') return ' ';
  return INLINE.has(tagName) ? '' : '\n';
}
