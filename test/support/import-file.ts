import type { ImportPlan } from '../../src/shared/contract/transfer.ts';
import type { ConsoleCore } from './console-core.ts';

/** Hands a file over as the wizard does, in pieces. @returns Its id. */
export async function upload(core: ConsoleCore, text: string | Buffer, filename = 'people.csv') {
  const bytes = Buffer.from(text as string);
  const { id } = await core.call('imports.start', { filename, size: bytes.length });
  for (let at = 0; at < bytes.length; at += 50_000) {
    const content = bytes.subarray(at, at + 50_000).toString('base64');
    await core.call('imports.append', { id, content });
  }
  return id;
}

/** What the wizard would send, with the mapping that was guessed. */
export async function planOf(core: ConsoleCore, id: string, changes: Partial<ImportPlan> = {}) {
  const { columns } = await core.call('imports.inspect', { id, delimiter: null });
  return {
    delimiter: null,
    mapping: columns.map(({ guess }) => guess),
    start: 'file' as const,
    unknownHash: 'refuse' as const,
    sendReset: false,
    dateOrder: null,
    ...changes,
  };
}

/** The text of a file to save. */
export async function fetchFile(core: ConsoleCore, path = ''): Promise<string> {
  const answer = await core.services.files.answer(path);
  return (await answer?.text()) ?? '';
}
