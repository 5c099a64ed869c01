import { decodeCharset, readCharset } from './charset.ts';
import { unfoldFlowed } from './flowed.ts';
import { readHeaders } from './header-block.ts';
import { isShapeless, type MimeTree } from './mime-tree.ts';
import { kindOf } from './part-kind.ts';
import { textOfHtml } from './text-of-html.ts';
import { contentOf } from './transfer-encoding.ts';

/** What a mail says, in both forms; null where it has no such form. */
export interface Words {
  readonly text: string | null;
  readonly html: string | null;
}

interface ReadWords extends Words {
  /** The charset of a text that nobody knows, and in which its letters had to be guessed; null for none. */
  readonly unknownCharset: string | null;
}

/**
 * What a part says, in the pieces that it came in. They are put together once: at each of the parts
 * that one lies in, it would take too long.
 */
interface Pieces {
  readonly texts: readonly string[];
  readonly htmls: readonly string[];
}

const NO_PIECES: Pieces = { texts: [], htmls: [] };
/** The headers of a mail within that are shown above its words. */
const SHOWN_HEADERS = ['From', 'Subject', 'Date', 'To', 'Cc'];

/**
 * What the parts that are shown say, in their order. Alternatives are either form of the same words
 * (RFC 2046 section 5.1.4); of all others each is shown in both forms where one form is missing.
 *
 * @param root The mail itself.
 */
export async function wordsOf(root: MimeTree): Promise<ReadWords> {
  const guessed: string[] = [];
  const { texts, htmls } = await piecesOf(root, null, guessed);
  return {
    unknownCharset: guessed[0] ?? null,
    text: texts.length > 0 ? texts.join('\n') : null,
    html: htmls.length > 0 ? joinedHtml(htmls) : null,
  };
}

/**
 * @param parent Null for a mail.
 * @param guessed Takes the charsets in which letters were guessed.
 */
async function piecesOf(
  part: MimeTree,
  parent: MimeTree | null,
  guessed: string[],
): Promise<Pieces> {
  const { isShown, type } = kindOf(part, parent);
  const { multipart, children } = part;
  if (isShapeless(part, parent)) return { texts: textAsItCame(part.body), htmls: [] };
  if (multipart === null && !isShown) return NO_PIECES;
  const [within] = multipart === null ? children : [];
  if (within) return below(within, await piecesOf(within, null, guessed));
  if (multipart === null) return piecesOfLeaf(part, type, guessed);
  const pieces: Pieces[] = [];
  for (const child of children) pieces.push(await piecesOf(child, part, guessed));
  return joined(multipart === 'alternative' ? pieces : completed(pieces));
}

/** Bytes that are shown where nobody can tell what they are. */
const MAX_SHAPELESS = 200_000;

/** The words of a body as it came, where there are any. */
export function textAsItCame(body: Buffer): string[] {
  const text = decodeCharset(body.subarray(0, MAX_SHAPELESS), '').trim();
  return text === '' ? [] : [text];
}

async function piecesOfLeaf(part: MimeTree, type: string, guessed: string[]): Promise<Pieces> {
  const { flowed, delSp } = part.node;
  const charset = part.node.charset || '';
  const isHtml = type === 'text/html';
  const bytes = await contentOf(part);
  const { text, isGuessed } = readCharset(bytes, charset, isHtml);
  if (isGuessed) guessed.push(charset);
  const content = text.replace(/\r\n/g, '\n');
  if (content.trim() === '') return NO_PIECES;
  if (isHtml) return { texts: [], htmls: [content] };
  return { texts: [flowed ? unfoldFlowed(content, delSp) : content], htmls: [] };
}

/** The forms that are missing beside others that have them. */
function completed(pieces: readonly Pieces[]): Pieces[] {
  const hasText = pieces.some(({ texts }) => texts.length > 0);
  const hasHtml = pieces.some(({ htmls }) => htmls.length > 0);
  return pieces.map(({ texts, htmls }) => {
    if (hasText && texts.length === 0 && htmls.length > 0) {
      return { texts: [textOfHtml(joinedHtml(htmls)) ?? ''], htmls };
    }
    return { texts, htmls: hasHtml && htmls.length === 0 ? texts.map(htmlOfText) : htmls };
  });
}

function joined(pieces: readonly Pieces[]): Pieces {
  return {
    texts: pieces.flatMap(({ texts }) => texts),
    htmls: pieces.flatMap(({ htmls }) => htmls),
  };
}

function joinedHtml(htmls: readonly string[]): string {
  return htmls.join('<br/>\n');
}

/** The words of a mail within, below the headers that tell whose they are, if it has any. */
function below({ head }: MimeTree, pieces: Pieces): Pieces {
  const headers = readHeaders(head);
  const lines = SHOWN_HEADERS.flatMap((shown) => {
    const header = headers.find(({ name }) => name.toLowerCase() === shown.toLowerCase());
    return header ? `${shown}: ${header.value}` : [];
  });
  if (lines.length === 0) return pieces;
  return joined(completed([{ texts: [`\n${lines.join('\n')}\n`], htmls: [] }, pieces]));
}

const ESCAPED: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

function htmlOfText(text: string): string {
  const escaped = text.replace(/[&<>]/g, (sign) => ESCAPED[sign] ?? sign);
  return `<div style="white-space:pre-wrap">${escaped}</div>`;
}
