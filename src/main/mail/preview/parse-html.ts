import { type DefaultTreeAdapterTypes, defaultTreeAdapter, parse } from 'parse5';

export type HtmlDocument = DefaultTreeAdapterTypes.Document;
export type HtmlElement = DefaultTreeAdapterTypes.Element;
export type HtmlNode = DefaultTreeAdapterTypes.ChildNode;

/** Characters of HTML and elements that are read; no mail that people write comes near. */
const MAX_LENGTH = 10_000_000;
const MAX_ELEMENTS = 100_000;

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
  const treeAdapter: typeof defaultTreeAdapter = {
    ...defaultTreeAdapter,
    createElement(...element) {
      elements += 1;
      if (elements > MAX_ELEMENTS) throw new TooManyElementsError();
      return defaultTreeAdapter.createElement(...element);
    },
  };
  try {
    return parse(html, { treeAdapter, scriptingEnabled: false });
  } catch (error) {
    if (error instanceof TooManyElementsError) return null;
    throw error;
  }
}
