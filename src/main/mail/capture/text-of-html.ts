import { type HtmlNode, parseHtml } from '../preview/parse-html.ts';

/** Elements that hold no words to read. */
const SILENT = new Set(['head', 'script', 'style', 'template', 'title', 'noframes']);
/** Elements that stand in the line; all others start a new one. */
const INLINE = new Set(
  'a abbr b bdi bdo big cite code del em font i img ins kbd label mark q s samp small span strike strong sub sup td th time tt u var wbr'.split(
    ' ',
  ),
);

/** The words of a mail's HTML, line by line; null when it is too large to be read. */
export function textOfHtml(html: string): string | null {
  const document = parseHtml(html);
  if (!document) return null;
  const text = createLines();
  const waiting: (HtmlNode | '\n')[] = document.childNodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === '\n') text.add(node);
    else if ('value' in node) text.add(node.value.replace(/\s+/g, ' '));
    else if ('childNodes' in node && !SILENT.has(node.tagName)) {
      text.add(opening(node.tagName));
      if (!INLINE.has(node.tagName) && node.tagName !== 'br') waiting.push('\n');
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
