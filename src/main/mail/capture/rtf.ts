import { decodeCodePage } from './code-page.ts';

/** What a text of Outlook's holds: HTML if it was made from HTML, its words if not. */
export interface RtfContents {
  readonly html: string | null;
  readonly text: string | null;
}

/** How deep groups may lie in each other. */
const MAX_DEPTH = 1_000;
const WESTERN = 1_252;
const MACINTOSH = 10_000;

/** Word and number, byte in hexadecimal, symbol, bound of a group, plain bytes, line break. */
const TOKEN =
  /\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-f]{2})|\\([^])|([{}])|([^\\{}\r\n]+)|[\r\n]+|\\/giy;

/** Bytes that mean the same in every code page that fonts have. */
const ASCII = /^[\0-\x7f]*$/;

/** Words that stand for characters. */
const CHARACTERS: ReadonlyMap<string, string> = new Map([
  ['par', '\r\n'],
  ['line', '\r\n'],
  ['sect', '\r\n'],
  ['page', '\r\n'],
  ['row', '\r\n'],
  ['tab', '\t'],
  ['cell', '\t'],
  ['lquote', '\u2018'],
  ['rquote', '\u2019'],
  ['ldblquote', '\u201c'],
  ['rdblquote', '\u201d'],
  ['bullet', '\u2022'],
  ['endash', '\u2013'],
  ['emdash', '\u2014'],
  ['emspace', '\u2003'],
  ['enspace', '\u2002'],
  ['zwj', '\u200d'],
  ['zwnj', '\u200c'],
]);

/** Symbols that stand for characters. */
const SYMBOLS: ReadonlyMap<string, string> = new Map([
  ['{', '{'],
  ['}', '}'],
  ['\\', '\\'],
  ['~', '\u00a0'],
  ['_', '\u2011'],
  ['\n', '\r\n'],
  ['\r', '\r\n'],
]);

/** Groups that hold no words of the mail. */
const SILENT = new Set(
  'fonttbl colortbl stylesheet info pict header headerl headerr headerf footer footerl footerr footerf'.split(
    ' ',
  ),
);

/** Code pages of the charsets that fonts name. */
const CHARSETS: ReadonlyMap<number, number> = new Map([
  [77, MACINTOSH],
  [128, 932],
  [129, 949],
  [134, 936],
  [136, 950],
  [161, 1_253],
  [162, 1_254],
  [163, 1_258],
  [177, 1_255],
  [178, 1_256],
  [186, 1_257],
  [204, 1_251],
  [222, 874],
  [238, 1_250],
]);

/** What holds until its group ends. */
interface Group {
  silent: boolean;
  /** Whether it is only there for readers of RTF, beside its HTML. */
  forRtf: boolean;
  isFonts: boolean;
  font: number | null;
  /** Characters after \u that stand in for it. */
  standIns: number;
}

/**
 * The HTML in an RTF that was made from HTML ([MS-OXRTFEX]), or the words of any other. One pass
 * over the bytes; what has no meaning for words is passed over.
 *
 * @throws Error when it is no RTF, or its groups lie too deep in each other.
 */
export function readRtf(rtf: Buffer): RtfContents {
  const source = rtf.toString('latin1');
  if (!source.startsWith('{\\rtf')) throw new Error('Its text does not begin as it should.');
  const reader = new RtfReader();
  TOKEN.lastIndex = 0;
  for (let token = TOKEN.exec(source); token; token = TOKEN.exec(source)) {
    TOKEN.lastIndex += reader.read(token);
  }
  return reader.contents();
}

class RtfReader {
  readonly #pieces: string[] = [];
  readonly #outer: Group[] = [];
  readonly #codePages = new Map<number | null, number>();
  #group: Group = { silent: false, forRtf: false, isFonts: false, font: null, standIns: 1 };
  #defaultFont: number | null = null;
  #codePage = WESTERN;
  #isHtml = false;
  /** Bytes that wait for the rest of a character. */
  #bytes = '';
  /** Whether \* came, after which a group is silent unless its name is known. */
  #isOptional = false;
  /** Stand-ins that are still to be passed over. */
  #passing = 0;

  /** @returns How many of the following bytes are no text. */
  read([, word, number, hex, symbol, bound, plain]: RegExpExecArray): number {
    if (plain !== undefined) this.#addBytes(plain);
    else if (hex !== undefined) this.#addBytes(String.fromCharCode(Number.parseInt(hex, 16)));
    else if (bound !== undefined) this.#cross(bound === '{');
    else if (symbol === '*') this.#isOptional = true;
    else if (word === 'bin') return Math.max(Number(number ?? 0), 0);
    else if (this.#passing > 0) this.#passing -= 1;
    else if (symbol !== undefined) this.#add(SYMBOLS.get(symbol) ?? '');
    else if (word !== undefined) this.#readWord(word, number === undefined ? null : Number(number));
    return 0;
  }

  contents(): RtfContents {
    this.#decode();
    const found = this.#pieces.join('').toWellFormed();
    if (found.trim() === '') return { html: null, text: null };
    return this.#isHtml ? { html: found, text: null } : { html: null, text: found.trim() };
  }

  #cross(isStart: boolean): void {
    this.#decode();
    this.#passing = 0;
    this.#isOptional = false;
    if (!isStart) this.#group = this.#outer.pop() ?? this.#group;
    else if (this.#outer.push(this.#group) > MAX_DEPTH) {
      throw new Error('Parts of its text lie too deep in each other.');
    } else this.#group = { ...this.#group };
  }

  #readWord(word: string, number: number | null): void {
    const group = this.#group;
    if (SILENT.has(word) || (this.#isOptional && word !== 'htmltag')) group.silent = true;
    this.#isOptional = false;
    const characters = CHARACTERS.get(word);
    if (characters !== undefined) this.#add(characters);
    else if (word === 'u') this.#addUnit(number ?? 0);
    else if (word === 'uc') group.standIns = Math.max(number ?? 1, 0);
    else if (word === 'htmlrtf') group.forRtf = number !== 0;
    else if (word === 'fromhtml') this.#isHtml = number !== 0;
    else if (word === 'pntext') group.silent ||= this.#isHtml;
    else this.#readFont(word, number);
  }

  #readFont(word: string, number: number | null): void {
    const group = this.#group;
    if (word === 'fonttbl') group.isFonts = true;
    else if (word === 'ansicpg') this.#codePage = number ?? WESTERN;
    else if (word === 'mac') this.#codePage = MACINTOSH;
    else if (word === 'deff') this.#defaultFont = number;
    else if (word === 'f' || word === 'plain') {
      this.#decode();
      group.font = word === 'f' ? number : null;
    } else if (group.isFonts && (word === 'fcharset' || word === 'cpg')) {
      const codePage = word === 'cpg' ? number : CHARSETS.get(number ?? 0);
      if (codePage) this.#codePages.set(group.font, codePage);
    }
  }

  #addBytes(bytes: string): void {
    const passed = Math.min(this.#passing, bytes.length);
    this.#passing -= passed;
    if (!this.#isSilent) this.#bytes += bytes.slice(passed);
  }

  /** One unit of UTF-16, which RTF writes as a signed number. */
  #addUnit(unit: number): void {
    this.#add(String.fromCharCode(unit & 0xffff));
    this.#passing = this.#group.standIns;
  }

  #add(characters: string): void {
    this.#decode();
    if (!this.#isSilent) this.#pieces.push(characters);
  }

  get #isSilent(): boolean {
    return this.#group.silent || this.#group.forRtf;
  }

  #decode(): void {
    if (this.#bytes === '') return;
    if (ASCII.test(this.#bytes)) this.#pieces.push(this.#bytes);
    else {
      const codePage = this.#codePages.get(this.#group.font ?? this.#defaultFont) ?? this.#codePage;
      this.#pieces.push(decodeCodePage(Buffer.from(this.#bytes, 'latin1'), codePage));
    }
    this.#bytes = '';
  }
}
