import type { Topic } from '../../shared/topics.ts';
import { startAccountsSite } from '../accounts-site/server.ts';
import { listenAddressOf } from '../accounts-site/save-network.ts';
import { readSetting } from '../settings/settings-store.ts';
import type { Events } from './events.ts';
import { listenOnFreePort } from './listen-on-free-port.ts';

type Given = Omit<Parameters<typeof startAccountsSite>[0], 'port' | 'address' | 'onChange'>;

/** What people change at the accounts site. */
const SITE_WRITES: readonly Topic[] = [
  'accounts',
  'registrations',
  'operations',
  'outbox',
  'sessions',
  'invitations',
];

/**
 * Opens the public pages where the settings say, on another port when theirs is taken. They follow
 * the settings, also after an undo has changed them.
 *
 * @param given.publish Tells that somebody changed something there.
 * @param ends Gets the site's end.
 */
export async function openSite(
  given: Given & {
    /** 0 takes any. */
    readonly wishedPort: number;
    readonly events: Events;
    readonly publish: (topics: readonly Topic[]) => void;
  },
  ends: AsyncDisposableStack,
) {
  const { wishedPort, events, publish, onError } = given;
  const wishedAddress = async (): Promise<string> =>
    listenAddressOf(await readSetting(given.services.db, 'network'));
  const address = await wishedAddress();
  const { server, notice } = await listenOnFreePort(wishedPort, 'accounts site', (port) =>
    startAccountsSite({ ...given, port, address, onChange: () => publish(SITE_WRITES) }),
  );
  ends.defer(server.close);
  ends.defer(
    events.subscribe(({ topics }) => {
      if (topics.includes('settings')) wishedAddress().then(server.listenOn).catch(onError);
    }),
  );
  return { domain: `127.0.0.1:${server.port}`, notice, listenOn: server.listenOn };
}
