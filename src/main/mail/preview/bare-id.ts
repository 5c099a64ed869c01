/** A Message-ID or a Content-ID without its angle brackets (RFC 5322 section 3.6.4, RFC 2045 section 7). */
export function bareId(id: string): string {
  return id.replace(/^<|>$/g, '');
}
