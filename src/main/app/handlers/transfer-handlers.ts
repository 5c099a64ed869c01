import { readClock } from '../../people/sql-people.ts';
import { exportAccounts } from '../../transfer/export-accounts.ts';
import type { Handlers } from '../dispatcher.ts';
import type { Services } from '../services.ts';

/** People who leave as a file, and who come from one. */
export type TransferNames = 'accounts.export';

export function transferHandlers(services: Services): Pick<Handlers, TransferNames> {
  const { files, selections } = services;
  return {
    'accounts.export': async ({ target, ...form }, { person }) => {
      const ids = selections.idsOf(target);
      const clock = await readClock(services);
      const { filename, read } = await exportAccounts(services, { ...form, ids, person, clock });
      const file = () => ({ filename, contentType: 'application/octet-stream', body: read() });
      return { path: `${files.add(async () => file())}all`, filename, count: ids.length };
    },
  };
}
