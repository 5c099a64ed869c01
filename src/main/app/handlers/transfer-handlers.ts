import { atConsole } from '../../operations/actor.ts';
import { exportLog } from '../../operations/export-log.ts';
import { readClock } from '../../people/sql-people.ts';
import { checkImport, inspectImport } from '../../transfer/check-import.ts';
import { exportAccounts } from '../../transfer/export-accounts.ts';
import { type Pass, readReport } from '../../transfer/import-files.ts';
import { runImport } from '../../transfer/run-import.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** People who leave as a file, and who come from one. */
export function transferHandlers(services: Services) {
  const { files, selections, importFiles } = services;
  const saved = (
    filename: string,
    body: () => Promise<Uint8Array> | AsyncIterable<Uint8Array>,
  ) => ({
    path: `${files.add(async () => ({
      filename,
      contentType: 'application/octet-stream',
      body: await body(),
    }))}all`,
    filename,
  });
  /** Where the refused rows of the pass that has just ended wait to be saved. */
  const reportOf = (id: string, pass: Pass, refused: number) => {
    const file = importFiles.file(id);
    const filename = `${file.filename.replace(/\.\w+$/, '')}-refused.csv`;
    return refused === 0 ? null : saved(filename, () => readReport(file, pass));
  };
  return {
    'accounts.export': async (form, { person }) => {
      const ids = selections.idsOf(form);
      const clock = await readClock(services);
      const { filename, read } = await exportAccounts(services, { ...form, ids, person, clock });
      return { ...saved(filename, read), count: ids.length };
    },
    'operations.export': async ({ search, ...form }, { person }) => {
      const actor = atConsole(person);
      const { filename, read } = await exportLog(services, { search, form, actor });
      return saved(filename, read);
    },
    'imports.start': async ({ filename }) => ({ id: await importFiles.start(filename) }),
    'imports.append': async ({ id, content }) => {
      await importFiles.append(id, Buffer.from(content, 'base64'));
      return {};
    },
    'imports.inspect': ({ id, delimiter }) => inspectImport(importFiles.file(id), delimiter),
    'imports.check': async ({ id, plan }) => {
      const found = await checkImport(services, importFiles.file(id), plan);
      return { ...found, report: reportOf(id, 'check', found.refused) };
    },
    'imports.run': async ({ id, plan }, { person }) => {
      const file = importFiles.file(id);
      const found = await runImport(services, { file, plan, person });
      return { ...found, report: reportOf(id, 'run', found.refused) };
    },
    'imports.discard': async ({ id }) => {
      await importFiles.discard(id);
      return {};
    },
  } satisfies Partial<Handlers>;
}
