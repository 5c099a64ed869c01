import { decodePercent } from './decode-percent.ts';

/** What a part of a mail is called in its HTML. */
export interface Embedded {
  /** Without angle brackets, or null. */
  readonly contentId: string | null;
  /** The address that it stands for (RFC 2557), or null. */
  readonly location: string | null;
}

/** The file that an address in the HTML names, by its content ID (RFC 2392) or its location. */
export function embeddedFile<File extends Embedded>(
  url: string,
  files: readonly File[],
): File | undefined {
  const address = trimmedAddress(url);
  const [, encoded] = /^cid:(.*)$/is.exec(address) ?? [];
  const id = encoded === undefined ? null : decodePercent(encoded).trim().replace(/^<|>$/g, '');
  return files.find(
    ({ contentId, location }) =>
      (id !== null && contentId === id) || (location !== null && location === address),
  );
}

/** The URL parser of a browser ignores tabs, line breaks, and blanks and controls around an address. */
export function trimmedAddress(url: string): string {
  const text = url.replace(/[\t\r\n]/g, '');
  let [start, end] = [0, text.length];
  while (start < end && text.charAt(start) <= ' ') start += 1;
  while (end > start && text.charAt(end - 1) <= ' ') end -= 1;
  return text.slice(start, end);
}
