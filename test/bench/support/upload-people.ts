import type { Person } from '../../../src/main/demo/people.ts';
import type { InputOf } from '../../../src/shared/contract/index.ts';
import { IMPORT_PIECE_BYTES } from '../../../src/shared/contract/transfer.ts';
import type { BenchApplication } from './application.ts';

/** What stands in the files as everybody's password. */
export const HASH = `pbkdf2_sha256$260000$${'s'.repeat(22)}$${'a'.repeat(43)}=`;

/** Uploads people as a file with ready hashes. @returns The file, and how it is to be imported. */
export async function upload(call: BenchApplication['call'], people: readonly Person[]) {
  const lines = people.map(({ username, email, firstName, lastName }) =>
    [username, email, firstName, lastName, HASH, '2024-01-02 03:04:05'].join(','),
  );
  const head = 'username,email,first_name,last_name,password,date_joined';
  const bytes = Buffer.from([head, ...lines].join('\n'));
  const { id } = await call('imports.start', { filename: 'people.csv', size: bytes.length });
  for (let at = 0; at < bytes.length; at += IMPORT_PIECE_BYTES) {
    const content = bytes.subarray(at, at + IMPORT_PIECE_BYTES).toString('base64');
    await call('imports.append', { id, content });
  }
  const { columns } = await call('imports.inspect', { id, delimiter: null });
  const mapping = columns.map(({ guess }) => guess);
  const plan = {
    delimiter: null,
    mapping,
    start: 'file',
    unknownHash: 'refuse',
    sendReset: false,
    dateOrder: null,
  };
  return { id, plan: plan as InputOf<'imports.run'>['plan'] };
}
