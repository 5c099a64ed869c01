import { bareId } from './bare-id.ts';
import { decodePercent } from './decode-percent.ts';

/** What a part of a mail is called in its HTML. */
export interface Embedded {
  /** Without angle brackets, or null. */
  readonly contentId: string | null;
  /** The address that it stands for (RFC 2557), or null. */
  readonly location: string | null;
}

/**
 * Finds the file that an address in the HTML names, by its content ID (RFC 2392) or its location.
 *
 * @param files Of one mail; of those with the same name the first is found.
 */
export function embeddedFiles<File extends Embedded>(
  files: readonly File[],
): (url: string) => File | undefined {
  const byContentId = new Map<string, File>();
  const byLocation = new Map<string, File>();
  for (const file of files.toReversed()) {
    if (file.contentId !== null) byContentId.set(file.contentId, file);
    if (file.location !== null) byLocation.set(file.location, file);
  }
  return (url) => {
    const address = trimmedAddress(url);
    const [, encoded] = /^cid:(.*)$/is.exec(address) ?? [];
    if (encoded === undefined) return byLocation.get(address);
    const id = bareId(decodePercent(encoded).trim());
    return byContentId.get(id) ?? byLocation.get(address);
  };
}

/** The URL parser of a browser ignores tabs, line breaks, and blanks and controls around an address. */
export function trimmedAddress(url: string): string {
  const text = url.replace(/[\t\r\n]/g, '');
  let [start, end] = [0, text.length];
  while (start < end && text.charAt(start) <= ' ') start += 1;
  while (end > start && text.charAt(end - 1) <= ' ') end -= 1;
  return text.slice(start, end);
}

/** The first address of a `srcset` (HTML section 4.8.4.2.1), which may have commas in it; empty for none. */
export function firstOfSet(srcset: string): string {
  const [, first = ''] = /^[\s,]*(\S+)/.exec(srcset) ?? [];
  return first.replace(/(?<!,),+$/, '');
}
