/** A picture that came with the mail. */
export interface EmbeddedFile {
  readonly contentId: string | null;
  readonly contentType: string;
  readonly content: Buffer;
}

/** Decides for each address of a picture what may stand in its place. */
export interface InertImages {
  /** @returns The picture as a `data:` address, or null when it must not be shown. */
  inline(url: string): string | null;
  /** How many addresses asked another computer for a picture. */
  readonly blocked: number;
}

/** Characters of `data:` addresses that one mail may make, all together. */
const MAX_INLINED_LENGTH = 20_000_000;
/** Pictures made of pixels only: SVG is a document. */
const PIXEL_IMAGE = /^image\/(?:png|gif|jpeg|jpg|webp|avif|bmp)$/;
const DATA_IMAGE = /^data:(image\/[a-z]+);base64,([a-z0-9+/=\s]*)$/i;
/** Absolute, or relative to the scheme; browsers read a backslash as a slash. */
const REMOTE = /^(?:https?:|[/\\]{2})/i;

/** Makes the pictures of one mail inert: `cid:` (RFC 2392) and `data:` stay, all others go. */
export function createInertImages(files: readonly EmbeddedFile[]): InertImages {
  let room = MAX_INLINED_LENGTH;
  let blocked = 0;

  function inline(url: string): string | null {
    // The URL parser of a browser ignores tabs, line breaks and leading control characters.
    const address = url.replace(/[\t\r\n]/g, '').replace(/^[\0-\x20]+/, '');
    const image = /^cid:/i.test(address) ? embedded(address.slice(4)) : dataImage(address);
    if (image !== null && image.length <= room) {
      room -= image.length;
      return image;
    }
    if (REMOTE.test(address)) blocked += 1;
    return null;
  }

  function embedded(encodedId: string): string | null {
    const id = decodePercent(encodedId);
    const file = files.find(({ contentId }) => contentId === id);
    const contentType = file?.contentType.toLowerCase() ?? '';
    if (!file || !PIXEL_IMAGE.test(contentType) || file.content.length > room) return null;
    return `data:${contentType};base64,${file.content.toString('base64')}`;
  }

  return {
    inline,
    get blocked() {
      return blocked;
    },
  };
}

function dataImage(address: string): string | null {
  const [, contentType = '', data = ''] = DATA_IMAGE.exec(address) ?? [];
  if (!PIXEL_IMAGE.test(contentType.toLowerCase())) return null;
  return `data:${contentType.toLowerCase()};base64,${data.replace(/\s/g, '')}`;
}

function decodePercent(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch (error) {
    if (error instanceof URIError) return text;
    throw error;
  }
}
