import { messageOf } from '../../../shared/message-of.ts';
import { headerBlockEnd } from '../capture/header-block.ts';

/** Bytes of a mail that could not be read which are tried once more: its first headers. */
const HEAD_BYTES = 65_536;

/** The first headers of a mail, which tell what it is about where all of it can't be read. */
export function headOf(raw: Buffer): Buffer {
  const head = raw.subarray(0, HEAD_BYTES);
  const lines = head.subarray(0, headerBlockEnd(head)).toString('latin1');
  return Buffer.from(
    lines.replace(/^(?:content-|mime-)[^\n]*\n(?:[ \t][^\n]*\n)*/gim, ''),
    'latin1',
  );
}

/** Why a mail could not be read, with what can still be done. */
export function whyUnreadable(error: unknown): string {
  const reason = messageOf(error);
  return `This mail could not be parsed. ${reason} It is kept as it came, and can be seen under Raw.`;
}
