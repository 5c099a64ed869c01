/** What must not stand in a log, and what stands there instead. Order matters. */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  // SMTP's AUTH with its initial response (RFC 4954, section 4).
  [/\bAUTH\s+\S+(\s+\S+)?/g, 'AUTH [secret]'],
  [/\b(Bearer|Basic)\s+\S+/gi, '$1 [secret]'],
  // Django's keys have the signs that end other values.
  [/\b(\w*_key["']?\s*[=:]\s*)("[^"]*"|'[^']*'|\S{40,})/gi, '$1[key]'],
  // The name is looked for ahead: within, each such word of a long one would be a new beginning.
  [
    /\b(?=\w*(?:password|passwd|secret|token|sessionid))(\w+["']?\s*[=:]\s*)("[^"]*"|'[^']*'|[^\s,;&}]+)/gi,
    '$1[secret]',
  ],
  // Django's encoded passwords: algorithm$iterations$salt$hash.
  [/\b[a-z0-9_]+\$\d+\$[^\s$]+\$\S+/g, '[password hash]'],
  // Activation keys: SHA-1 or SHA-256 in hexadecimal.
  [/\b[0-9a-f]{40,64}\b/gi, '[key]'],
  // Reset tokens as Django has made them since 1.3, and invitations: what is signed and 80 or 128 bits.
  [/\b[0-9a-z]{1,13}-[0-9a-f]{20}(?:[0-9a-f]{12})?\b/gi, '[token]'],
  // 256 bits in base64url: the console's token, session keys and the addresses of previews.
  [/(?<![\w-])[\w-]{43}(?![\w-])/g, '[token]'],
  // A SECRET_KEY: as made here, 384 bits in base64url, or by Django, by startproject or by itself.
  [/(?<![\w-])[\w-]{64}(?![\w-])/g, '[key]'],
  [/\bdjango-insecure-\S+/g, '[key]'],
  [
    /(?<![\w!@#$%^&*(=+)-])(?=[\w-]*[!@#$%^&*(=+)])[\w!@#$%^&*(=+)-]{50}(?![\w!@#$%^&*(=+)-])/g,
    '[key]',
  ],
];

/** The text without keys, tokens, passwords and what SMTP's AUTH carries. */
export function redact(text: string): string {
  return SECRETS.reduce((rest, [pattern, words]) => rest.replace(pattern, words), text);
}
