/** Names that Windows takes for devices, with or without an extension, and blanks before it. */
const DEVICE_NAME = /^(?:con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)/i;
/** Dots and blanks of any kind at the end, which Windows takes away. */
const DOTS_AT_END = /[.\s]+$/;
/** The longest name most file systems take, in bytes of UTF-8. */
const MAX_BYTES = 255;
/** Characters of a name that are looked at: its end, where the extension is. */
const MAX_LENGTH = 1_000;

/**
 * A name under which an attachment may be saved: no folder, no drive, no control or direction
 * character, no device, no dot or space at its end.
 *
 * @param name The name the mail gives, if any.
 * @param fallback The name for an attachment without a usable one.
 */
export function safeFilename(name: string | undefined, fallback: string): string {
  const end = (name ?? '').slice(-MAX_LENGTH);
  const base = end.normalize('NFC').split(/[/\\]/).at(-1) ?? '';
  const clean = base
    .replace(/^[a-z]:/i, '')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]/gu, '')
    .replaceAll(':', '_')
    .replace(DOTS_AT_END, '')
    .trim();
  if (clean === '') return fallback;
  return shortened(DEVICE_NAME.test(clean) ? `_${clean}` : clean);
}

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= MAX_BYTES) return name;
  const extension = /\.[\w-]{1,16}$/.exec(name)?.[0] ?? '';
  let stem = '';
  let room = MAX_BYTES - Buffer.byteLength(extension);
  for (const character of name.slice(0, name.length - extension.length)) {
    room -= Buffer.byteLength(character);
    if (room < 0) break;
    stem += character;
  }
  return (stem + extension).replace(DOTS_AT_END, '');
}
