import { decodeCharset } from './charset.ts';

/** A text between quotation marks, of which the last may be missing. */
const QUOTED = String.raw`"[^"\\]*(?:\\[^][^"\\]*)*(?:"|\\?$)`;
/**
 * A parameter whose name says by a star that its value is encoded, a piece, or both (RFC 2231
 * sections 3 and 4); or a quoted value, after its name where it is a file's.
 */
const PARAMETER = new RegExp(
  String.raw`(?<![^\s;])([^\s;"=*]{1,50})\*(?:(\d{1,5})(\*?))?[ \t]*=[ \t]*(${QUOTED}|[^\s;]*)|((?:file)?name[ \t]*=[ \t]*)?${QUOTED}`,
  'gi',
);
const LANGUAGE_TAGGED = /^([^']*)'[^']*'([^]*)$/;
/** A disposition that names the file and not itself. */
const NAMELESS_DISPOSITION =
  /^(content-disposition[ \t]*:[ \t\r\n]*)(?=(?:file)?name[*\d]*[ \t]*=)/i;

interface Piece {
  readonly place: number;
  readonly isEncoded: boolean;
  readonly value: string;
}

/**
 * The headers of a content with their parameters written so that the library reads them as they are
 * meant: what is encoded becomes one piece in UTF-8, whatever charset it says that it is in, and a
 * backslash that a program of Windows left in a file's name stays one.
 *
 * @param headers With the lines that they are folded into.
 */
export function plainParameters(headers: Buffer): Buffer {
  const text = headers.toString('latin1');
  const plain = text.split(/(?<=\n)(?![ \t])/).map(plainHeader);
  return Buffer.from(plain.join(''), 'latin1');
}

function plainHeader(header: string): string {
  const whole = header.replace(NAMELESS_DISPOSITION, '$1attachment; ');
  const parameters = new Map<string, Piece[]>();
  const encoded = new Set<string>();
  for (const [, name, place = '0', star, value = ''] of whole.matchAll(PARAMETER)) {
    if (name === undefined) continue;
    const pieces = parameters.get(name.toLowerCase()) ?? [];
    parameters.set(name.toLowerCase(), pieces);
    pieces.push({ place: Number(place), isEncoded: star !== '', value: unquoted(value) });
    if (star !== '') encoded.add(name.toLowerCase());
  }
  const written = new Set<string>();
  return whole.replace(PARAMETER, (found, name?: string, ...rest: (string | undefined)[]) => {
    if (name === undefined) return rest[3] === undefined ? found : withBackslashes(found);
    const key = name.toLowerCase();
    if (!encoded.has(key)) return found;
    if (written.has(key)) return '';
    written.add(key);
    return `${name}*=utf-8''${percentEncoded(valueOf(parameters.get(key) ?? []))}`;
  });
}

function valueOf(pieces: readonly Piece[]): string {
  const inOrder = pieces.toSorted((one, other) => one.place - other.place);
  const [first] = inOrder;
  const [, charset = '', start] = (first?.isEncoded && LANGUAGE_TAGGED.exec(first.value)) || [];
  const bytes = inOrder.map(({ isEncoded, value }, index) => {
    const said = index === 0 ? (start ?? value) : value;
    return isEncoded ? percentDecoded(said) : said;
  });
  return decodeCharset(Buffer.from(bytes.join(''), 'latin1'), charset);
}

function unquoted(value: string): string {
  return value.startsWith('"') ? value.replace(/^"|"$/g, '').replace(/\\([^])/g, '$1') : value;
}

function withBackslashes(quoted: string): string {
  return quoted.replace(/\\(["\\])|\\/g, (found, escaped?: string) => (escaped ? found : '\\\\'));
}

function percentDecoded(text: string): string {
  return text.replace(/%([0-9a-f]{2})/gi, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function percentEncoded(text: string): string {
  return Buffer.from(text).toString('hex').replace(/../g, '%$&');
}
