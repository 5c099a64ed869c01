import { useState } from 'react';

import type { CapturedMail } from '../../../shared/contract/mail.ts';
import { personText } from '../../../shared/person-text.ts';
import { counted } from '../../app/counted.ts';
import styles from './mail.module.css';
import { PeopleText } from './people-text.tsx';
import { refusedRecipients } from './refused-recipients.ts';

/** So many people are named at once; the others when asked for. */
const MANY = 5;

interface PeopleProps {
  readonly mail: CapturedMail;
}

/** Whom its To names; the lines below tell of all others. */
export function Recipients({ mail }: PeopleProps) {
  const { toAddresses, ccAddresses, bccAddresses, envelopeTo } = mail;
  const [first] = toAddresses;
  if (!first) {
    const others = ccAddresses.length + bccAddresses.length + envelopeTo.length;
    return others === 0 && ' to no recipient';
  }
  const isMany = toAddresses.length > MANY;
  const all = toAddresses.map(personText).join(', ');
  return (
    <>
      {' to '}
      <Some
        all={all}
        some={isMany ? personText(first) : all}
        others={isMany ? toAddresses.length - 1 : 0}
      />
    </>
  );
}

interface SomeProps {
  readonly all: string;
  readonly some: string;
  readonly others: number;
}

/** A few by name, all of them when asked for. */
function Some({ all, some, others }: SomeProps) {
  const [allOf, setAllOf] = useState<string | null>(null);
  if (others === 0) return <PeopleText>{all}</PeopleText>;
  if (allOf === all) {
    return (
      <>
        <span className={styles['unfolded']}>
          <PeopleText>{all}</PeopleText>
        </span>{' '}
        <button type="button" className={styles['more']} onClick={() => setAllOf(null)}>
          fewer
        </button>
      </>
    );
  }
  return (
    <>
      <PeopleText>{some}</PeopleText> and{' '}
      <button type="button" className={styles['more']} onClick={() => setAllOf(all)}>
        {counted(others, 'other')}
      </button>
    </>
  );
}

/** Who gets it besides, and where answers go, as far as that is not said above already. */
export function OtherPeople({ mail }: PeopleProps) {
  const {
    fromAddresses,
    toAddresses,
    ccAddresses,
    bccAddresses,
    replyTo,
    envelopeTo,
    envelopeFrom,
  } = mail;
  const copies = [...ccAddresses, ...bccAddresses];
  const named = keysOf([...toAddresses, ...copies]);
  const unnamed = envelopeTo.filter((address) => !named.has(keyOf(address)));
  const senders = keysOf(fromAddresses);
  const answers = replyTo.filter(({ address }) => !senders.has(keyOf(address)));
  const bounces = envelopeFrom === '' || senders.size === 0 ? [] : [envelopeFrom];
  const refused = refusedRecipients(mail);
  const lines = [
    { label: 'Copies to', addresses: copies.map(addressOf) },
    { label: 'Without being named, to', addresses: unnamed },
    { label: 'Answers go to', addresses: answers.map(addressOf) },
    {
      label: 'Bounces go to',
      addresses: bounces.filter((address) => !senders.has(keyOf(address))),
    },
    {
      label: `Refused, and so without it (${refused[0]?.reply ?? ''}):`,
      addresses: refused.map(({ address }) => address),
    },
  ].filter(({ addresses }) => addresses.length > 0);
  return lines.map(({ label, addresses }) => (
    <p key={label} className={styles['people']}>
      {label}{' '}
      <Some
        all={addresses.join(', ')}
        some={addresses.slice(0, MANY).join(', ')}
        others={Math.max(0, addresses.length - MANY)}
      />
    </p>
  ));
}

/** Of somebody without one, the name. */
function addressOf({ name, address }: CapturedMail['toAddresses'][number]): string {
  return address || name;
}

function keysOf(people: CapturedMail['toAddresses']): ReadonlySet<string> {
  return new Set(people.map(({ address }) => keyOf(address)));
}

/** The same for the ways to write an address: in any letter case, its domain in Unicode or not. */
function keyOf(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = URL.parse(`http://${address.slice(at + 1)}`)?.hostname;
  return `${address.slice(0, at)}@${domain ?? address.slice(at + 1)}`.toLowerCase();
}
