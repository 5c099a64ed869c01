import { join } from 'node:path';

import { makeAccounts, openApplication } from './support/application.ts';
import { createBareActivation } from './support/bare-activation.ts';
import { type Figure, median, timed } from './support/figure.ts';
import { withFolder } from './support/folder.ts';

const ROUNDS = 5;
const SIZE = 1_000;
const ACCOUNTS = 10_000;

/** Activating sign-ups with the mails about it queued, and taking that back, in turns. */
export function benchActivation(): Promise<readonly Figure[]> {
  return withFolder(async (folder) => {
    const bare = createBareActivation(await makeAccounts(join(folder, 'bare'), ACCOUNTS), SIZE);
    const own = join(folder, 'own');
    await makeAccounts(own, ACCOUNTS);
    const { application, call } = await openApplication(own, { signedIn: true });
    const ids = (await call('registrations.ids', { query: '' })).ids.slice(0, SIZE);
    const taken = { act: [] as number[], undo: [] as number[] };
    const takenBare = { act: [] as number[], undo: [] as number[] };
    for (let round = 0; round < ROUNDS; round += 1) {
      let id = 0;
      taken.act.push(
        await timed(async () => {
          const { operationId, mailsQueued } = await call('registrations.activate', { ids });
          if (mailsQueued !== SIZE) throw new Error(`Only ${mailsQueued} mails were queued.`);
          id = operationId ?? 0;
        }),
      );
      takenBare.act.push(await timed(bare.activate));
      taken.undo.push(await timed(() => call('operations.undo', { id })));
      takenBare.undo.push(await timed(bare.undo));
    }
    await application.stop();
    bare.close();
    const figure = (work: string, key: 'act' | 'undo'): Figure => {
      const gatehouse = median(taken[key]);
      return { work, unit: 'ms', gatehouse, bare: median(takenBare[key]) };
    };
    return [
      figure('activate 1,000 sign-ups, mails queued', 'act'),
      figure('take that back, mails too', 'undo'),
    ];
  });
}
