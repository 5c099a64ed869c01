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
  let text = '';
  const waiting: (HtmlNode | '\n')[] = document.childNodes.toReversed();
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (node === '\n') text += node;
    else if ('value' in node) text += node.value.replace(/\s+/g, ' ');
    else if ('childNodes' in node && !SILENT.has(node.tagName)) {
      text += opening(node.tagName);
      if (!INLINE.has(node.tagName) && node.tagName !== 'br') waiting.push('\n');
      for (const child of node.childNodes.toReversed()) waiting.push(child);
    }
  }
  return text
    .replace(/ *\n */g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function opening(tagName: string): string {
  if (tagName === 'td' || tagName === 'th') return ' ';
  return INLINE.has(tagName) ? '' : '\n';
}
