import type { Topic } from '../../shared/topics.ts';
import { startAccountsSite } from '../accounts-site/server.ts';
import { listenAddressOf, LOOPBACK_ADDRESS } from '../accounts-site/save-network.ts';
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
 * Opens the public pages where the settings say, on another port when theirs is taken, and for this
 * machine alone when it can't listen at their address: else nobody could set another. They follow the
 * settings, also after an undo has changed them.
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
  const listenAt = (address: string) =>
    listenOnFreePort(wishedPort, 'accounts site', (port) =>
      startAccountsSite({ ...given, port, address, onChange: () => publish(SITE_WRITES) }),
    );
  const address = await wishedAddress();
  let addressNotice: string | null = null;
  const { server, notice } = await listenAt(address).catch((error: unknown) => {
    if (address === LOOPBACK_ADDRESS || !isListenError(error)) throw error;
    addressNotice = awayNotice(address, error);
    return listenAt(LOOPBACK_ADDRESS);
  });
  ends.defer(server.close);
  /** What the settings asked for last: where it can't listen, it is not tried at each change. */
  let asked = address;
  const follow = async (): Promise<void> => {
    const next = await wishedAddress();
    if (next === asked) return;
    asked = next;
    await server.listenOn(next);
  };
  ends.defer(
    events.subscribe(({ topics }) => {
      if (topics.includes('settings')) follow().catch(onError);
    }),
  );
  return {
    domain: `127.0.0.1:${server.port}`,
    notices: [addressNotice, notice],
    listenOn: server.listenOn,
    visit: server.visit,
  };
}

function isListenError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error && error.syscall === 'listen';
}

function awayNotice(address: string, { code }: NodeJS.ErrnoException): string {
  const reason =
    code === 'EADDRNOTAVAIL'
      ? `This machine has no address ${address}`
      : `Listening at ${address} failed (${code})`;
  return `${reason}, so only this machine can reach the accounts site. Bring the address back and restart Gatehouse, or choose another one in Settings → Network.`;
}
