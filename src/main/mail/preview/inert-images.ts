import { type Embedded, embeddedFiles, trimmedAddress } from './embedded-files.ts';
import { isShowable, pictureType } from './picture-size.ts';

/** A picture that came with the mail. */
export interface EmbeddedFile extends Embedded {
  readonly contentType: string;
  readonly content: Buffer;
}

type Picture = Pick<EmbeddedFile, 'contentType' | 'content'>;

/** Decides for each address of a picture what may stand in its place. */
export interface InertImages {
  /** @returns The picture as a `data:` address, or null when it must not be shown. */
  inline(url: string): string | null;
  /** How many addresses asked another computer for a picture and got none. */
  readonly blocked: number;
  /** The web addresses among them, as they are asked for. */
  readonly wanted: readonly string[];
}

/** Pictures that were fetched because a person wants to see them, by their address. */
export type FetchedPictures = ReadonlyMap<string, Picture>;

/** Characters of `data:` addresses that one mail may make, all together. */
const MAX_INLINED_LENGTH = 20_000_000;
/** Pictures made of pixels only: SVG is a document. */
const PIXEL_IMAGE = /^image\/(?:png|gif|jpeg|jpg|webp|avif|bmp)$/;
const DATA_IMAGE = /^data:(image\/[a-z]+);base64,([a-z0-9+/=\s]*)$/i;
/** Absolute, or relative to the scheme; browsers read a backslash as a slash. */
const REMOTE = /^(?:https?:|[/\\]{2})/i;

/**
 * Makes the pictures of one mail inert: its own and those in `data:` stay, those of other
 * computers only where they were fetched, all others go.
 */
export function createInertImages(
  files: readonly EmbeddedFile[],
  fetched: FetchedPictures = new Map(),
): InertImages {
  const fileAt = embeddedFiles(files);
  let room = MAX_INLINED_LENGTH;
  let blocked = 0;
  const wanted: string[] = [];

  function inline(url: string): string | null {
    const address = trimmedAddress(url);
    const file = fileAt(address);
    const image = file ? inlined(file) : (dataImage(address) ?? remote(address));
    if (image !== null && image.length <= room) {
      room -= image.length;
      return image;
    }
    if (REMOTE.test(address)) blocked += 1;
    return null;
  }

  function remote(address: string): string | null {
    const url = webAddress(address);
    if (url === null) return null;
    const picture = fetched.get(url);
    if (!picture) wanted.push(url);
    return picture ? inlined(picture) : null;
  }

  function inlined({ contentType, content }: Picture): string | null {
    const type = pictureType(content) ?? contentType.toLowerCase();
    const start = `data:${type};base64,`;
    const hasRoom = start.length + base64Length(content.length) <= room;
    if (!PIXEL_IMAGE.test(type) || !hasRoom || !isShowable(content)) return null;
    return start + content.toString('base64');
  }

  return {
    inline,
    wanted,
    get blocked() {
      return blocked;
    },
  };
}

/** Characters of bytes in base64, with their padding (RFC 4648 section 4). */
function base64Length(bytes: number): number {
  return 4 * Math.ceil(bytes / 3);
}

/** An address without a scheme is asked for as a page of today would. */
function webAddress(address: string): string | null {
  if (!REMOTE.test(address)) return null;
  const url = URL.parse(address) ?? URL.parse(address, 'https://mail.invalid');
  if (url === null) return null;
  url.hash = '';
  return url.username === '' && url.hostname !== '' ? url.href : null;
}

function dataImage(address: string): string | null {
  const [, contentType = '', data = ''] = DATA_IMAGE.exec(address) ?? [];
  if (!PIXEL_IMAGE.test(contentType.toLowerCase())) return null;
  if (data.length > MAX_INLINED_LENGTH || !isShowable(Buffer.from(data, 'base64'))) return null;
  return `data:${contentType.toLowerCase()};base64,${data.replace(/\s/g, '')}`;
}
