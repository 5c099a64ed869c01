import type { Settings } from '../../../shared/contract/settings.ts';
import { listOf, textOf } from './line-list.ts';

type Stored = Settings['network'];
type ListName = 'trustedProxies' | 'allowedHosts';

/** The settings of the network as the fields hold them: lists as text. */
export type NetworkValues = Omit<Stored, ListName> & Readonly<Record<ListName, string>>;

export function networkValues(stored: Stored): NetworkValues {
  return {
    ...stored,
    trustedProxies: textOf(stored.trustedProxies),
    allowedHosts: textOf(stored.allowedHosts),
  };
}

export function networkInput(values: NetworkValues): Stored {
  return {
    ...values,
    trustedProxies: listOf(values.trustedProxies),
    allowedHosts: listOf(values.allowedHosts),
  };
}
