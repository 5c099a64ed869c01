import { parseMail, type ParsedMail } from '../../src/main/mail/capture/parse.ts';

/** A part of a mail, from its headers and its body. */
export const part = (head: readonly string[], body: string): string =>
  [...head, '', body].join('\r\n');

/** A multipart of a subtype, which is its boundary too. */
export function multipart(type: string, ...parts: readonly string[]): string {
  const bodies = parts.map((each) => `--${type}\r\n${each}\r\n`);
  return part(
    [`Content-Type: multipart/${type}; boundary=${type}`],
    `${bodies.join('')}--${type}--`,
  );
}

export const mailOf = (text: string): Promise<ParsedMail> =>
  parseMail(Buffer.from(`Subject: x\r\n${text}`));
/** Names, types, sizes, and what they were in. */
export const filesOf = ({ attachments }: ParsedMail) =>
  attachments.map(({ filename, contentType, size, within }) => [
    filename,
    contentType,
    size,
    within,
  ]);

export const TEXT = part(['Content-Type: text/plain'], 'Text words');
export const HTML = part(['Content-Type: text/html'], '<p>HTML words</p>');
