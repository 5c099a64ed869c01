import { startAccountsSite } from '../accounts-site/server.ts';
import { listenAddressOf } from '../accounts-site/save-network.ts';
import { readSetting } from '../settings/settings-store.ts';
import { listenOnFreePort } from './listen-on-free-port.ts';

type Given = Omit<Parameters<typeof startAccountsSite>[0], 'port' | 'address'>;

/** What people change at the accounts site. */
export const SITE_WRITES = [
  'accounts',
  'registrations',
  'operations',
  'outbox',
  'sessions',
  'invitations',
] as const;

/** Starts the public pages where the settings say, on another port when theirs is taken. */
export async function startSite({
  wishedPort,
  ...given
}: Given & {
  /** 0 takes any. */
  readonly wishedPort: number;
}) {
  const address = listenAddressOf(await readSetting(given.services.db, 'network'));
  return listenOnFreePort(wishedPort, 'accounts site', (port) =>
    startAccountsSite({ ...given, port, address }),
  );
}
