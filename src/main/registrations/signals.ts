import type { Evidence, Signal } from '../../shared/contract/evidence.ts';
import { BURST } from '../accounts/sign-up-networks.ts';

/** What is known around a sign-up. Gathered for many at once, judged one by one. */
export interface SignUpFacts {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  /** Where it came from, or '' for one made by hand. */
  readonly address: string;
  /** The address as it was probably meant, or null. */
  readonly meant: string | null;
  readonly isDisposable: boolean;
  /** Other accounts with the same e-mail address, and with one or a name that looks the same. */
  readonly duplicates: readonly OtherAccount[];
  readonly lookAlikes: readonly OtherAccount[];
  /** How many signed up from the same network within an hour, this one included. */
  readonly network: { readonly name: string; readonly count: number } | null;
  readonly rejections: readonly EarlierRejection[];
}

export type OtherAccount = Evidence['duplicates'][number];

export type EarlierRejection = Evidence['rejections'][number];

/** What is worth a look before one decides. Signals inform; nothing is ever decided by them. */
export function signalsOf(facts: SignUpFacts): readonly Signal[] {
  const { duplicates, lookAlikes, network, rejections, meant } = facts;
  const [duplicate] = duplicates;
  const [lookAlike] = lookAlikes;
  const [rejection] = rejections;
  const signals: (Signal | undefined)[] = [
    rejection && {
      kind: 'rejected',
      text: 'rejected before',
      detail: `Rejected before: ${rejection.username}, ${rejection.email}.`,
    },
    // Domains a slip away from a usual one are on lists of those for one use too.
    meant === null
      ? undefined
      : {
          kind: 'typo',
          text: `${meant.slice(meant.lastIndexOf('@') + 1)}?`,
          detail: `Looks mistyped. Probably meant: ${meant}.`,
        },
    facts.isDisposable
      ? {
          kind: 'disposable',
          text: 'disposable',
          detail: 'The mail domain hands out addresses for one use.',
        }
      : undefined,
    network !== null && network.count >= BURST
      ? {
          kind: 'burst',
          text: `network ×${network.count}`,
          detail: `${network.count} signed up from ${network.name} within an hour.`,
        }
      : undefined,
    duplicate && {
      kind: 'duplicate',
      text: 'duplicate',
      detail: `${others(duplicates)} the same e-mail address.`,
    },
    lookAlike && {
      kind: 'look-alike',
      text: 'look-alike',
      detail: `Looks like ${lookAlike.username} (${lookAlike.email}).`,
    },
  ];
  return signals.filter((signal) => signal !== undefined);
}

function others(accounts: readonly OtherAccount[]): string {
  const [first] = accounts;
  return accounts.length === 1
    ? `${first?.username ?? ''} has`
    : `${accounts.length} other accounts have`;
}
