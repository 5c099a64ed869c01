import { join } from 'node:path';

import type { Topic } from '../../shared/topics.ts';
import { createThrottle, createThrottleInMemory } from '../limits/throttle.ts';
import { createConsoleSession } from '../session/console-session.ts';
import { putPasswordChangedMail } from '../sign-in/password-mails.ts';
import { openImportFiles } from '../transfer/import-files.ts';
import type { Events } from './events.ts';
import type { openPeople } from './open-people.ts';
import { openRehearsals } from './open-rehearsals.ts';
import type { openSite } from './open-site.ts';
import { forgetSealedEnd } from './sealed-end.ts';
import type { Services } from './services.ts';
import type { Capture } from './start-capture.ts';

/** What is made here of the parts that were opened before. */
type Made =
  | 'accountsSiteDomain'
  | 'cancelMails'
  | 'faultHits'
  | 'followCapture'
  | 'forgetSeal'
  | 'importFiles'
  | 'listenOn'
  | 'openedAt'
  | 'rehearsals'
  | 'session'
  | 'tellPasswordSet';

interface Parts extends Omit<Services, Made> {
  /** Forgets what the console was shown of people. */
  readonly leave: ReturnType<typeof openPeople>['leave'];
  /** What catches mail, or null while nothing does. */
  readonly capture: Pick<Capture, 'faults' | 'follow'> | null;
  /** The built-in accounts site, or null while it does not run. */
  readonly site: Pick<Awaited<ReturnType<typeof openSite>>, 'domain' | 'listenOn' | 'visit'> | null;
  readonly events: Events;
  /** Tells of changes and sends what is due. */
  readonly publish: (topics: readonly Topic[]) => void;
  /** What idle time at the console is counted by. */
  readonly idleClock: () => Date;
}

/**
 * Everything the handlers work with, of the parts that were opened before it.
 *
 * @param ends Gets the end of each part as soon as it is there.
 */
export async function createServices(parts: Parts, ends: AsyncDisposableStack): Promise<Services> {
  const { leave, capture, site, events, publish, idleClock, ...opened } = parts;
  const { db, now, randomBytes, hasher, outbox, signingKey, readOnly, onError } = opened;
  const isReadOnly = readOnly !== null;
  const session = createConsoleSession({
    db,
    now: idleClock,
    hasher,
    throttle: isReadOnly ? createThrottleInMemory(now) : createThrottle(db, now),
    readOnly: isReadOnly,
    onChange: () => events.publish(['session']),
    onLeave: () => {
      leave();
      signingKey.forget();
    },
  });
  ends.defer(session.stop);
  const importFiles = await openImportFiles(join(opened.dataDirectory, 'imports'), randomBytes);
  ends.defer(importFiles.clear);
  const rehearsals = openRehearsals(
    { ...opened, site, captureServer: () => opened.status().addresses.captureServer },
    { events, publish, onError: (error) => onError('rehearsal', error) },
    ends,
  );
  return {
    ...opened,
    session,
    importFiles,
    rehearsals,
    openedAt: now(),
    forgetSeal: forgetSealedEnd,
    cancelMails: outbox.cancelFor,
    tellPasswordSet: (operation, accountId) =>
      putPasswordChangedMail(opened, operation, { accountId, how: 'staff' }),
    followCapture: async () => capture?.follow(),
    faultHits: () => capture?.faults.hits ?? new Map<string, number>(),
    listenOn: async (address) => site?.listenOn(address),
    accountsSiteDomain: () => site && site.domain,
  };
}
