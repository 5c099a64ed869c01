import {
  type DefaultTreeAdapterMap,
  type DefaultTreeAdapterTypes,
  defaultTreeAdapter,
  parse,
  type TreeAdapter,
} from 'parse5';

export type HtmlDocument = DefaultTreeAdapterTypes.Document;
export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;

/** Characters of HTML and elements that are read; no mail that people write comes near. */
const MAX_LENGTH = 10_000_000;
const MAX_ELEMENTS = 100_000;

/**
 * Elements that were open at each element, added up: the standard's algorithm looks through them, so
 * elements in elements take time with the square of their number. 30,000 may lie in each other.
 */
const MAX_OPEN = 450_000_000;

class TooManyElementsError extends Error {}

/**
 * Parses a mail's HTML the way a browser does that runs no scripts.
 *
 * @returns The document, or null when it is too large: unclosed formatting elements make the
 *   standard's algorithm copy them at every paragraph, so few bytes can become millions of nodes.
 */
export function parseHtml(html: string): HtmlDocument | null {
  if (html.length > MAX_LENGTH) return null;
  let elements = 0;
  let open = 0;
  let openSum = 0;
  const treeAdapter: TreeAdapter<DefaultTreeAdapterMap> = {
    ...defaultTreeAdapter,
    createElement(...element) {
      elements += 1;
      if (elements > MAX_ELEMENTS) throw new TooManyElementsError();
      return defaultTreeAdapter.createElement(...element);
    },
    onItemPush() {
      open += 1;
      openSum += open;
      if (openSum > MAX_OPEN) throw new TooManyElementsError();
    },
    onItemPop() {
      open -= 1;
    },
  };
  try {
    return parse(html, { treeAdapter, scriptingEnabled: false });
  } catch (error) {
    if (error instanceof TooManyElementsError) return null;
    throw error;
  }
}
