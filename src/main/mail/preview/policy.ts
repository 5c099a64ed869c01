/**
 * The content security policy of a page that shows a mail. It runs nothing, loads nothing and
 * sends nothing; the mail's own styles and its embedded pictures still show.
 */
export const PREVIEW_CSP =
  "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'self'";
