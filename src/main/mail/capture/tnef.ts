import { messageOf } from '../../../shared/message-of.ts';
import { ByteReader } from './byte-reader.ts';
import { bareId } from '../preview/bare-id.ts';
import { decodeCodePage } from './code-page.ts';
import {
  type MapiProperties,
  type MapiValue,
  OBJECT,
  readMapiProperties,
  UNICODE,
} from './mapi-properties.ts';

/** A file within. */
export interface TnefFile {
  /** As it is given, or empty. Not safe to save under. */
  readonly name: string;
  /** As it is given, or null. */
  readonly contentType: string | null;
  /** Without angle brackets, or null. */
  readonly contentId: string | null;
  /** A view of the bytes that were read, not a copy. */
  readonly content: Buffer;
}

/** What a mail says, in the forms that it has. */
export interface TnefWords {
  readonly text: string | null;
  readonly html: string | null;
  /** A text in Outlook's own form, compressed RTF, as it is packed; or null. */
  readonly rtf: Buffer | null;
}

export interface TnefContents extends TnefWords {
  readonly files: readonly TnefFile[];
  /** The mails within that say something; what is called as a file's name is. */
  readonly mails: readonly (TnefWords & { readonly name: string })[];
  /** Why not all of it could be read, as a sentence; null when all could. */
  readonly problem: string | null;
}

const SIGNATURE = 0x223e9f78;
/** Files that are read of one mail, and how deep one mail may lie in another. */
const MAX_FILES = 200;
const MAX_DEPTH = 3;

/** Attributes ([MS-OXTNEF] section 2.1.3.1). */
const CODE_PAGE = 0x00069007;
const SUBJECT = 0x00018004;
const BODY = 0x0002800c;
const PROPERTIES = 0x00069003;
const FILE_BEGINS = 0x00069002;
const FILE_TITLE = 0x00018010;
const FILE_DATA = 0x0006800f;
const FILE_PROPERTIES = 0x00069005;
const OF_FILE = 2;

/** Properties ([MS-OXPROPS]). */
const PR_SUBJECT = 0x0037;
const PR_BODY = 0x1000;
const PR_RTF = 0x1009;
const PR_HTML = 0x1013;
const PR_CODE_PAGE = 0x3fde;
const PR_DATA = 0x3701;
const PR_NAME = 0x3704;
const PR_LONG_NAME = 0x3707;
const PR_TYPE = 0x370e;
const PR_CONTENT_ID = 0x3712;
const PR_SHOWN_NAME = 0x3001;

/** Bytes of the identifier before an embedded mail. */
const IDENTIFIER = 16;

/** Whether bytes are a file of Outlook's, such as winmail.dat, whatever their name says. */
export function isTnef(bytes: Buffer): boolean {
  return bytes.length >= 6 && bytes.readUInt32LE(0) === SIGNATURE;
}

/**
 * What Outlook has packed into one file ([MS-OXTNEF]): files, and the text where the mail itself has
 * none. Mails within and their files are listed too. Never throws: what comes before a fault is told.
 */
export function readTnef(bytes: Buffer): TnefContents {
  const found = new Collector();
  const words = found.read(bytes, 0);
  return { ...words, files: found.files, mails: found.mails, problem: found.problem };
}

interface OpenFile {
  title: string;
  data: Buffer | null;
  properties: MapiProperties;
}

/** What is read of a mail, and of one within. */
interface OpenMail {
  text: string | null;
  html: string | null;
  rtf: Buffer | null;
  subject: string | null;
  codePage: number;
}

class Collector {
  readonly files: TnefFile[] = [];
  readonly mails: (TnefWords & { readonly name: string })[] = [];
  problem: string | null = null;

  read(bytes: Buffer, depth: number): OpenMail {
    const mail: OpenMail = { text: null, html: null, rtf: null, subject: null, codePage: 1252 };
    const files: OpenFile[] = [];
    try {
      const reader = new ByteReader(bytes);
      if (reader.uint32() !== SIGNATURE) throw new Error('It does not begin as it should.');
      reader.uint16();
      while (reader.left > 0) this.#readAttribute(reader, mail, files);
    } catch (error) {
      this.problem ??= messageOf(error);
    }
    for (const file of files) this.#addFile(file, mail, depth);
    return mail;
  }

  #readAttribute(reader: ByteReader, mail: OpenMail, files: OpenFile[]): void {
    const level = reader.uint8();
    const id = reader.uint32();
    const data = reader.take(reader.uint32());
    if (reader.uint16() !== sumOf(data)) throw new Error('A part of it was changed on its way.');
    if (level === OF_FILE) this.#readOfFile(id, data, mail, files);
    else readOfMail(id, data, mail);
  }

  #readOfFile(id: number, data: Buffer, { codePage }: OpenMail, files: OpenFile[]): void {
    if (id === FILE_BEGINS) {
      if (this.files.length + this.mails.length + files.length >= MAX_FILES) {
        throw new Error(`It has more than ${MAX_FILES} files.`);
      }
      files.push({ title: '', data: null, properties: new Map() });
    }
    const file = files.at(-1);
    if (!file) return;
    if (id === FILE_TITLE) file.title = decode(data, codePage);
    if (id === FILE_DATA) file.data = data;
    if (id === FILE_PROPERTIES) file.properties = readMapiProperties(data);
  }

  #addFile({ title, data, properties }: OpenFile, { codePage }: OpenMail, depth: number): void {
    const value = properties.get(PR_DATA);
    const embedded = value?.type === OBJECT ? value.bytes.subarray(IDENTIFIER) : null;
    const wordsOf = (id: number): string | null => textOf(properties.get(id), codePage);
    if (embedded && isTnef(embedded)) {
      this.#addMail(embedded, wordsOf(PR_SHOWN_NAME) ?? '', depth);
      return;
    }
    const contentId = wordsOf(PR_CONTENT_ID);
    this.files.push({
      name: wordsOf(PR_LONG_NAME) ?? (title || wordsOf(PR_NAME) || wordsOf(PR_SHOWN_NAME) || ''),
      contentType: wordsOf(PR_TYPE),
      contentId: contentId && bareId(contentId),
      content: data ?? embedded ?? value?.bytes ?? Buffer.alloc(0),
    });
  }

  #addMail(bytes: Buffer, shownName: string, depth: number): void {
    if (depth + 1 >= MAX_DEPTH) {
      this.problem ??= 'Mails lie in it too deep in each other.';
      return;
    }
    const { text, html, rtf, subject } = this.read(bytes, depth + 1);
    const hasWords = text !== null || html !== null || rtf !== null;
    if (hasWords) this.mails.push({ name: subject ?? shownName, text, html, rtf });
  }
}

function readOfMail(id: number, data: Buffer, mail: OpenMail): void {
  if (id === CODE_PAGE && data.length >= 4) mail.codePage = data.readUInt32LE(0);
  if (id === SUBJECT) mail.subject = decode(data, mail.codePage) || null;
  if (id === BODY) mail.text = decode(data, mail.codePage) || null;
  if (id !== PROPERTIES) return;
  const properties = readMapiProperties(data);
  mail.subject = textOf(properties.get(PR_SUBJECT), mail.codePage) ?? mail.subject;
  mail.text ??= textOf(properties.get(PR_BODY), mail.codePage);
  mail.rtf = properties.get(PR_RTF)?.bytes ?? null;
  const codePage = properties.get(PR_CODE_PAGE)?.bytes ?? Buffer.alloc(0);
  const ofHtml = codePage.length >= 4 ? codePage.readUInt32LE(0) : mail.codePage;
  mail.html = textOf(properties.get(PR_HTML), ofHtml) ?? mail.html;
}

function textOf(value: MapiValue | undefined, codePage: number): string | null {
  if (!value) return null;
  const text = value.type === UNICODE ? value.bytes.toString('utf16le') : null;
  return (text?.replace(/\0[^]*$/, '') ?? decode(value.bytes, codePage)) || null;
}

/** Text in a code page of Windows, up to its NUL. */
function decode(bytes: Buffer, codePage: number): string {
  const end = bytes.indexOf(0);
  return decodeCodePage(end < 0 ? bytes : bytes.subarray(0, end), codePage);
}

/** The checksum of an attribute ([MS-OXTNEF] section 2.1.3.3). */
function sumOf(data: Buffer): number {
  let sum = 0;
  for (const byte of data) sum = (sum + byte) & 0xffff;
  return sum;
}
