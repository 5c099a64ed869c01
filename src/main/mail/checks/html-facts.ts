import { type HtmlElement, type HtmlNode, parseHtml } from '../preview/parse-html.ts';

/** An element with the path to it, as far as a check needs it. */
export interface FoundElement {
  readonly element: HtmlElement;
  readonly name: string;
  /** By its name in lower case. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly parent: FoundElement | null;
}

/** What stands in the HTML of a mail. */
export interface HtmlFacts {
  readonly elements: readonly FoundElement[];
  /** The text of all style elements. */
  readonly styleSheets: readonly string[];
  readonly hasDoctype: boolean;
  readonly hasComments: boolean;
  /** Characters of text that a reader would see, white space folded. */
  readonly textLength: number;
}

/** @returns Null when there is no HTML, or more than can be read. */
export function htmlFacts(html: string | null): HtmlFacts | null {
  const document = html === null ? null : parseHtml(html);
  if (!document) return null;
  const elements: FoundElement[] = [];
  const styleSheets: string[] = [];
  let [hasDoctype, hasComments, textLength] = [false, false, 0];
  const waiting: { readonly node: HtmlNode; readonly parent: FoundElement | null }[] = [];
  const wait = (nodes: readonly HtmlNode[], parent: FoundElement | null): void => {
    for (const node of nodes.toReversed()) waiting.push({ node, parent });
  };
  wait(document.childNodes, null);
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const { node, parent } = next;
    if (node.nodeName === '#documentType') hasDoctype = true;
    else if (node.nodeName === '#comment') hasComments = true;
    else if ('value' in node && parent?.name === 'style') styleSheets.push(node.value);
    else if ('value' in node && parent?.name !== 'title') {
      textLength += node.value.replace(/\s+/g, ' ').trim().length;
    } else if ('childNodes' in node) {
      const attributes = new Map(node.attrs.map(({ name, value }) => [name, value]));
      const found = { element: node, name: node.tagName.toLowerCase(), attributes, parent };
      elements.push(found);
      wait(node.childNodes, found);
    }
  }
  return { elements, styleSheets, hasDoctype, hasComments, textLength };
}

/** The words inside an element, and the `alt` of its pictures. */
export function wordsOf({ element }: FoundElement): string {
  let words = '';
  let visited = 0;
  const waiting: HtmlNode[] = [element];
  for (let node = waiting.pop(); node && visited < 500; node = waiting.pop()) {
    visited += 1;
    if ('value' in node) words += ` ${node.value}`;
    if (!('childNodes' in node)) continue;
    if (node.tagName === 'img') {
      words += ` ${node.attrs.find(({ name }) => name === 'alt')?.value ?? ''}`;
    }
    waiting.push(...node.childNodes.toReversed());
  }
  return words.replace(/\s+/g, ' ').trim();
}
