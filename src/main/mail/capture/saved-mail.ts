/** How much of a file is looked at for the line that an `.emlx` file begins with, in bytes. */
const FIRST_LINE_BYTES = 64;
/** The number of bytes of the mail, in a line of its own. */
const BYTE_COUNT = /^[ \t]*(\d{1,10})[ \t]*\r?\n/;
/** What follows the mail: a property list, or nothing. */
const AFTER_MAIL = /^\s*(?:<\?xml|<!DOCTYPE plist|<plist|$)/;
const UTF_16 = [
  { mark: Buffer.from([0xff, 0xfe]), decoder: new TextDecoder('utf-16le') },
  { mark: Buffer.from([0xfe, 0xff]), decoder: new TextDecoder('utf-16be') },
];

/**
 * The bytes of a mail or mbox without what the program that saved it has put around them: the text
 * of a file in UTF-16 is written in UTF-8, and of an `.emlx` file of Apple Mail, which is the number
 * of the mail's bytes, the mail, and a property list, the mail is left. Any other file stays as it is.
 */
export function savedMail(file: Buffer): Buffer {
  for (const { mark, decoder } of UTF_16) {
    if (file.subarray(0, mark.length).equals(mark)) return Buffer.from(decoder.decode(file));
  }
  const [line, count] = BYTE_COUNT.exec(file.toString('latin1', 0, FIRST_LINE_BYTES)) ?? [];
  if (line === undefined) return file;
  const end = line.length + Number(count);
  const after = file.toString('latin1', end, end + FIRST_LINE_BYTES);
  return AFTER_MAIL.test(after) ? file.subarray(line.length, end) : file;
}
