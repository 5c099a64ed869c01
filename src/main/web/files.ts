import { HOUR_MS } from '../../shared/durations.ts';
import { keepNewest } from '../../shared/keep-newest.ts';
import { CONSOLE_HEADERS } from './policy.ts';

/** How long a file's address works, in milliseconds, and how many there can be. */
const LIFETIME_MS = HOUR_MS;
const MAX_ADDRESSES = 2_000;

const PREFIX = '/file/';

/** Pictures made of pixels only; all else is nothing but bytes to save. SVG is a document. */
const SHOWN_TYPE = /^image\/(?:png|gif|jpeg|webp|avif|bmp)$/;
const SAVED_TYPE = 'application/octet-stream';

/** A file may be shown as a picture and be saved; as a page it is empty of all rights. */
const FILE_CSP = "sandbox; default-src 'none'; frame-ancestors 'none'";

export interface ServedFile {
  /** Safe to save under. */
  readonly filename: string;
  readonly contentType: string;
  readonly body: Uint8Array | AsyncIterable<Uint8Array>;
}

/** Files to save or to show as pictures, at addresses that can't be guessed and soon end. */
export interface Files {
  /**
   * @param read Gives the file of a name, or null.
   * @returns A path on the console's own origin that ends in a slash; a name follows.
   */
  add(read: (name: string) => Promise<ServedFile | null>): string;
  /** @returns The file, or null when the address is unknown or has ended. */
  answer(path: string): Promise<Response | null>;
  /** Ends all addresses. */
  clear(): void;
}

/** Keeps addresses in memory, not files. The address itself is the permission, as with previews. */
export function createFiles(given: {
  readonly now: () => Date;
  readonly randomBytes: (size: number) => Buffer;
}): Files {
  const kept = new Map<string, { readonly read: Parameters<Files['add']>[0]; until: number }>();
  return {
    add(read) {
      const key = given.randomBytes(32).toString('base64url');
      kept.set(key, { read, until: given.now().getTime() + LIFETIME_MS });
      keepNewest(kept, MAX_ADDRESSES);
      return `${PREFIX}${key}/`;
    },
    async answer(path) {
      const [, key = '', name = ''] = /^\/file\/([\w-]+)\/(\w+)$/.exec(path) ?? [];
      const found = kept.get(key);
      if (!found || found.until < given.now().getTime()) return null;
      const file = await found.read(name);
      return file && fileResponse(file);
    },
    clear: () => kept.clear(),
  };
}

function fileResponse({ filename, contentType, body }: ServedFile): Response {
  const type = contentType.toLowerCase();
  const stream = body instanceof Uint8Array ? new Uint8Array(body) : ReadableStream.from(body);
  return new Response(stream, {
    headers: {
      ...CONSOLE_HEADERS,
      'content-type': SHOWN_TYPE.test(type) ? type : SAVED_TYPE,
      'content-disposition': attachmentNamed(filename),
      'content-security-policy': FILE_CSP,
      'cache-control': 'no-store',
    },
  });
}

/** RFC 6266: a name of plain letters for old programs, and the whole name (RFC 8187). */
function attachmentNamed(filename: string): string {
  const plain = filename.replaceAll(/[^\w .()-]/g, '_');
  const whole = encodeURIComponent(filename.toWellFormed()).replaceAll(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}
