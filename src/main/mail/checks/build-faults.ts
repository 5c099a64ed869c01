import type { CheckFinding } from '../../../shared/contract/checks.ts';
import { isKnownCharset } from '../capture/charset.ts';
import { headerBlockEnd } from '../capture/header-block.ts';
import type { MimePart } from '../capture/mime-parts.ts';
import { finding } from './finding.ts';

/** Bytes of a mail that are looked at. */
const MAX_BYTES = 20_000_000;
/** Parts that are looked at for their boundary and their encoding. */
const MAX_PARTS = 200;
/** RFC 5321 section 4.5.3.1.6, without the line end. */
const LONGEST_LINE = 998;

/** Where the bytes of a mail are not built as RFC 5322 and MIME say. */
export function buildFaults(raw: Buffer, parts: readonly MimePart[]): CheckFinding[] {
  const text = raw.toString('latin1', 0, MAX_BYTES);
  const head = text.slice(0, headerBlockEnd(raw));
  return [...lineFaults(text), ...headFaults(head), ...multipartFaults(text, head, parts)];
}

function lineFaults(text: string): CheckFinding[] {
  const found: CheckFinding[] = [];
  if (/(?<!\r)\n|\r(?!\n)/.test(text)) {
    found.push(
      finding.fault(
        'Bare line endings',
        'Lines end in CR or LF alone, which SMTP does not know: servers change them, and signatures break.',
        'End each line in CRLF.',
      ),
    );
  }
  if (text.includes('\0')) {
    found.push(
      finding.fault('NUL bytes', 'Some servers cut the mail there.', 'Encode what is not text.'),
    );
  }
  if (text.split(/\r\n|\n|\r/).some((line) => line.length > LONGEST_LINE)) {
    found.push(
      finding.fault(
        'A line is too long',
        `More than ${LONGEST_LINE} characters: servers may cut or refuse it.`,
        'Use quoted-printable or base64, and fold headers.',
      ),
    );
  }
  return found;
}

function headFaults(head: string): CheckFinding[] {
  const found: CheckFinding[] = [];
  const lines = head.split(/\r?\n(?![ \t])/).filter((line) => line !== '');
  if (lines.some((line) => !/^[!-9;-~]+[ \t]*:/.test(line))) {
    found.push(
      finding.fault(
        'A header can’t be read',
        'A line among the headers has no name and colon, so what comes after may be lost.',
        'Look at it under Raw.',
      ),
    );
  }
  // oxlint-disable-next-line no-control-regex -- these are what is looked for
  if (/[\x80-\xff]/.test(head)) {
    found.push(
      finding.hint(
        'Headers are not ASCII',
        'Only servers with SMTPUTF8 take them (RFC 6532).',
        'Encode them (RFC 2047), unless the address itself needs it.',
      ),
    );
  }
  return found;
}

const HEADER = (name: string): RegExp =>
  new RegExp(`^${name}:((?:[^\\r\\n]|\\r?\\n[ \\t])*)`, 'im');

function multipartFaults(text: string, head: string, parts: readonly MimePart[]): CheckFinding[] {
  const found: CheckFinding[] = [];
  const type = HEADER('content-type').exec(head)?.[1] ?? '';
  if (/^\s*multipart\//i.test(type) && !/boundary\s*\*?\d*\*?=/i.test(type)) {
    found.push(
      finding.fault(
        'Multipart without boundary',
        'Nobody can tell where its parts begin.',
        'Name the boundary in Content-Type.',
      ),
    );
  }
  const boundaries = new Set<string>();
  for (const [, quoted, bare] of text.matchAll(
    /boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))/gi,
  )) {
    if (boundaries.add(quoted ?? bare ?? '').size === MAX_PARTS) break;
  }
  for (const boundary of boundaries) {
    if (text.includes(`--${boundary}`) && !text.includes(`--${boundary}--`)) {
      found.push(
        finding.fault(
          'Missing closing boundary',
          'The mail was cut, or its end is not marked.',
          'Send it again.',
        ),
      );
      break;
    }
  }
  if (hasBrokenEncoding(text)) {
    found.push(
      finding.fault(
        'Invalid transfer encoding',
        'A part is not what its Content-Transfer-Encoding says; some of it is lost.',
        'Encode it anew.',
      ),
    );
  }
  const unknown = parts.find(({ charset }) => charset !== null && !isKnownCharset(charset));
  if (unknown) {
    found.push(
      finding.fault(
        `Unknown charset ${unknown.charset}`,
        'Readers guess, and show wrong letters.',
        'Use UTF-8.',
      ),
    );
  }
  return found;
}

function hasBrokenEncoding(text: string): boolean {
  let looked = 0;
  for (const match of text.matchAll(
    /^content-transfer-encoding:\s*(base64|quoted-printable)\b/gim,
  )) {
    looked += 1;
    if (looked > MAX_PARTS) return false;
    const start = text.slice(match.index).search(/\r?\n\r?\n/);
    if (start === -1) continue;
    const rest = text.slice(match.index + start).replace(/^\s+/, '');
    const end = rest.search(/^--/m);
    const body = end === -1 ? rest : rest.slice(0, end);
    if (match[1]?.toLowerCase() === 'base64' ? isBrokenBase64(body) : isBrokenQuoted(body))
      return true;
  }
  return false;
}

function isBrokenBase64(body: string): boolean {
  const letters = body.replace(/\s/g, '');
  return /[^A-Za-z0-9+/=]/.test(letters) || /=[^=]/.test(letters) || letters.length % 4 !== 0;
}

function isBrokenQuoted(body: string): boolean {
  return /=(?![0-9A-F]{2}|[ \t]*\r?\n)/i.test(body.trimEnd()) || body.trimEnd().endsWith('=');
}
