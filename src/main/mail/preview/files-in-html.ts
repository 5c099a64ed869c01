import { type Embedded, embeddedFiles, firstOfSet } from './embedded-files.ts';
import { decodeEscapes } from './inert-css.ts';
import { type HtmlNode, parseHtml } from './parse-html.ts';

/** Attributes whose address is a part of the page. */
const RESOURCES = new Set(['src', 'background', 'poster', 'data', 'href', 'xlink:href']);
const LINKS = new Set(['a', 'area']);
const URLS = /url\(\s*(?:"([^"]*)"|'([^']*)'|([^\s"')]*))/gi;

/** The files that the HTML of a mail names as parts of it. */
export function filesInHtml<File extends Embedded>(
  html: string | null,
  files: readonly File[],
): ReadonlySet<File> {
  const named = new Set<File>();
  const some = files.filter(({ contentId, location }) => contentId !== null || location !== null);
  const document = html === null || some.length === 0 ? null : parseHtml(html);
  const fileAt = embeddedFiles(some);
  const add = (url: string): void => {
    const file = fileAt(url);
    if (file) named.add(file);
  };
  const addCss = (css: string): void => {
    for (const [, double, single, bare = ''] of decodeEscapes(css).matchAll(URLS)) {
      add(double ?? single ?? bare);
    }
  };
  const waiting: HtmlNode[] = [...(document?.childNodes ?? [])];
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (!('childNodes' in node)) continue;
    for (const { name, value } of LINKS.has(node.tagName) ? [] : node.attrs) {
      if (RESOURCES.has(name)) add(value);
      if (name === 'srcset') add(firstOfSet(value));
      if (name === 'style') addCss(value);
    }
    for (const child of node.childNodes) {
      if (node.tagName === 'style' && 'value' in child) addCss(child.value);
      waiting.push(child);
    }
  }
  return named;
}
