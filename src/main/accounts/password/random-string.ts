/** Django's RANDOM_STRING_CHARS. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
/** Bytes from here on are thrown away: they would make the first letters more frequent. */
const LIMIT = 256 - (256 % ALPHABET.length);

/** As many random letters and digits as asked for, all equally likely (Django's get_random_string). */
export function randomString(randomBytes: (size: number) => Buffer, length: number): string {
  let text = '';
  while (text.length < length) {
    for (const byte of randomBytes(length - text.length)) {
      if (byte < LIMIT) text += ALPHABET[byte % ALPHABET.length] ?? '';
    }
  }
  return text;
}
