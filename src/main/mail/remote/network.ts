import { lookup } from 'node:dns/promises';

import { isPublicAddress } from './public-address.ts';

/** What of the network may be reached for a mail. */
export interface Network {
  /** All addresses of a name. @throws when it has none. */
  readonly resolve: (hostname: string) => Promise<readonly string[]>;
  readonly isAllowedAddress: (address: string) => boolean;
  readonly isAllowedPort: (port: number) => boolean;
}

/** Ports of web servers: others could be made to hear something else in a request. */
const WEB_PORTS = new Set([80, 443, 8080, 8443]);

/** The public web, as this computer reaches it. */
export const PUBLIC_NETWORK: Network = {
  resolve: async (hostname) => {
    const found = await lookup(hostname, { all: true, verbatim: true });
    return found.map(({ address }) => address);
  },
  isAllowedAddress: isPublicAddress,
  isAllowedPort: (port) => WEB_PORTS.has(port),
};
