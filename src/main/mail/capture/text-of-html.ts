import { type HtmlNode, parseHtml } from '../preview/parse-html.ts';

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

/** The words of a mail's HTML, line by line; null when it is too large to be read. */
export function textOfHtml(html: string): string | null {
  const document = parseHtml(html);
  if (!document) return null;
  const text = createLines();
  let openWithLines = 0;
  const waiting: (HtmlNode | '\n' | typeof END_OF_LINES)[] = document.childNodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === END_OF_LINES) openWithLines -= 1;
    else if (node === '\n') text.add(node);
    else if ('value' in node) {
      const lines = openWithLines > 0 ? node.value.split(/(\n)/) : [node.value];
      for (const line of lines) text.add(line === '\n' ? line : line.replace(/\s+/g, ' '));
    } else if ('childNodes' in node && !SILENT.has(node.tagName)) {
      text.add(opening(node.tagName));
      if (!INLINE.has(node.tagName) && node.tagName !== 'br') waiting.push('\n');
      if (WITH_LINES.has(node.tagName)) {
        openWithLines += 1;
        waiting.push(END_OF_LINES);
      }
      for (const child of node.childNodes.toReversed()) waiting.push(child);
    }
  }
  return text.whole().trim();
}

/** Puts pieces together with no blank beside another one or a line's end, and one empty line at most. */
function createLines() {
  const pieces: string[] = [];
  let blank = false;
  let ends = 2;
  return {
    /** @param piece A line's end alone, or words with single blanks between them. */
    add(piece: string): void {
      if (piece === '\n') {
        if (ends < 2) pieces.push('\n');
        ends += 1;
        blank = false;
        return;
      }
      const words = piece.trim();
      blank ||= piece.startsWith(' ');
      if (words === '') return;
      if (blank && ends === 0) pieces.push(' ');
      pieces.push(words);
      ends = 0;
      blank = piece.endsWith(' ');
    },
    whole: () => pieces.join(''),
  };
}

function opening(tagName: string): string {
  if (tagName === 'td' || tagName === 'th') return ' ';
  return INLINE.has(tagName) ? '' : '\n';
}
