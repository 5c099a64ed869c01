interface Paragraph {
  /** The marks of a quotation before it, as they came. */
  readonly prefix: string;
  readonly depth: number;
  readonly pieces: string[];
}

/**
 * Text in `format=flowed` with its paragraphs put together again (RFC 3676 section 4). Lines end in LF.
 *
 * @param delSp Whether the blank at the end of a flowed line is taken away with the line's end.
 */
export function unfoldFlowed(text: string, delSp: boolean): string {
  const paragraphs: Paragraph[] = [];
  let open: Paragraph | undefined;
  for (const line of text.split('\n')) {
    const depth = /^>*/.exec(line)?.[0].length ?? 0;
    const words = line.slice(depth).replace(/^ /, '');
    const prefix = depth > 0 ? line.slice(0, line.length - words.length) : '';
    // A signature begins with two dashes and a blank, which flow neither in nor out.
    const isSignature = words === '-- ';
    if (!open || isSignature || open.depth !== depth) {
      open = { prefix, depth, pieces: [] };
      paragraphs.push(open);
    }
    const isFlowed = words.endsWith(' ') && !isSignature;
    open.pieces.push(isFlowed && delSp ? words.slice(0, -1) : words);
    if (!isFlowed) open = undefined;
  }
  return paragraphs.map(({ prefix, pieces }) => prefix + pieces.join('')).join('\n');
}
