import { decodeCharset } from './charset.ts';
import { unfoldFlowed } from './flowed.ts';
import { readHeaders } from './header-block.ts';
import { contentOf, type MimeTree } from './mime-tree.ts';
import { kindOf } from './part-kind.ts';
import { textOfHtml } from './text-of-html.ts';

/** What a mail or a part of it says, in both forms; null where it has no such form. */
export interface Words {
  readonly text: string | null;
  readonly html: string | null;
}

const NO_WORDS: Words = { text: null, html: null };
/** The headers of a mail within that are shown above its words. */
const SHOWN_HEADERS = ['From', 'Subject', 'Date', 'To', 'Cc'];

/**
 * What the parts that are shown say, in their order. Alternatives are either form of the same words
 * (RFC 2046 section 5.1.4); of all others each is shown in both forms where one form is missing.
 */
export async function wordsOf(part: MimeTree, parent: MimeTree | null): Promise<Words> {
  const { isShown, type } = kindOf(part, parent);
  const { node, children } = part;
  if (node.multipart === false && !isShown) return NO_WORDS;
  const [within] = node.multipart === false ? children : [];
  if (within) return below(within, await wordsOf(within, null));
  if (node.multipart === false) return wordsOfLeaf(part, type);
  const words: Words[] = [];
  for (const child of children) words.push(await wordsOf(child, part));
  return node.multipart === 'alternative' ? joined(words) : joined(completed(words));
}

async function wordsOfLeaf(part: MimeTree, type: string): Promise<Words> {
  const { charset, flowed, delSp } = part.node;
  const isHtml = type === 'text/html';
  const content = decodeCharset(await contentOf(part), charset || '', isHtml).replace(
    /\r\n/g,
    '\n',
  );
  if (content.trim() === '') return NO_WORDS;
  if (isHtml) return { text: null, html: content };
  return { text: flowed ? unfoldFlowed(content, delSp) : content, html: null };
}

/** The forms that are missing beside others that have them. */
function completed(words: readonly Words[]): Words[] {
  const hasText = words.some(({ text }) => text !== null);
  const hasHtml = words.some(({ html }) => html !== null);
  return words.map(({ text, html }) => ({
    text: text ?? (hasText && html !== null ? textOfHtml(html) : null),
    html: html ?? (hasHtml && text !== null ? htmlOfText(text) : null),
  }));
}

function joined(words: readonly Words[]): Words {
  const texts = words.flatMap(({ text }) => text ?? []);
  const htmls = words.flatMap(({ html }) => html ?? []);
  return {
    text: texts.length > 0 ? texts.join('\n') : null,
    html: htmls.length > 0 ? htmls.join('<br/>\n') : null,
  };
}

/** The words of a mail within, below the headers that tell whose they are, if it has any. */
function below({ node }: MimeTree, words: Words): Words {
  const headers = readHeaders(node.getHeaders());
  const lines = SHOWN_HEADERS.flatMap((shown) => {
    const header = headers.find(({ name }) => name.toLowerCase() === shown.toLowerCase());
    return header ? `${shown}: ${header.value}` : [];
  });
  if (lines.length === 0) return words;
  return joined(completed([{ text: `\n${lines.join('\n')}\n`, html: null }, words]));
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function htmlOfText(text: string): string {
  const escaped = text.replace(/[&<>]/g, (sign) => ESCAPED[sign] ?? sign);
  return `<div style="white-space:pre-wrap">${escaped}</div>`;
}
