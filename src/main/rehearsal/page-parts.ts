import {
  type DefaultTreeAdapterTypes,
  defaultTreeAdapter,
  html as standard,
  parse,
  serialize,
} from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

/** The words of a page's title; '' without one. */
export function titleOf(html: string): string {
  const title = elementsIn(parse(html)).find(({ tagName }) => tagName === 'title');
  return title ? textOf(title).trim() : '';
}

/** The form that a page is about, with what stands in it already; null where there is none. */
export function formIn(
  html: string,
): { readonly action: string; readonly fields: Readonly<Record<string, string>> } | null {
  const page = parse(html);
  const main = elementsIn(page).find(({ tagName }) => tagName === 'main') ?? page;
  const form = elementsIn(main).find(({ tagName }) => tagName === 'form');
  if (form === undefined) return null;
  const inputs = elementsIn(form).filter(({ tagName }) => tagName === 'input');
  const fields = inputs.map((input): [string, string] => [
    attribute(input, 'name'),
    // What has no value yet is typed by the visitor, or is a box that has to be ticked.
    attribute(input, 'value') || (attribute(input, 'type') === 'checkbox' ? 'on' : ''),
  ]);
  return { action: attribute(form, 'action'), fields: Object.fromEntries(fields) };
}

/** What is taken out of a page that is only looked at: all that loads or runs, and hidden values. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'link',
  'script',
  'iframe',
  'object',
  'embed',
  'base',
]);

/** A page as a picture of it is shown: with its styles inside, and nothing that it would load. */
export function picturedPage(html: string, styles: string): string {
  const page = parse(html);
  for (const element of elementsIn(page)) {
    const isHidden = element.tagName === 'input' && attribute(element, 'type') === 'hidden';
    if (isHidden || LEFT_OUT.has(element.tagName)) defaultTreeAdapter.detachNode(element);
  }
  const head = elementsIn(page).find(({ tagName }) => tagName === 'head') ?? page;
  const style = defaultTreeAdapter.createElement('style', standard.NS.HTML, []);
  defaultTreeAdapter.insertText(style, styles);
  defaultTreeAdapter.appendChild(head, style);
  return serialize(page);
}

/** All elements below a node, in the order of the page. */
function elementsIn(node: Node): Element[] {
  if (!('childNodes' in node)) return [];
  return node.childNodes.flatMap((child) =>
    'tagName' in child ? [child, ...elementsIn(child)] : [],
  );
}

function textOf(node: Node): string {
  if ('value' in node) return node.value;
  return 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';
}

function attribute({ attrs }: Element, name: string): string {
  return attrs.find((each) => each.name === name)?.value ?? '';
}
