import { LANDS, type Name } from './names.ts';
import { createRandom, type Random } from './random.ts';

/** Somebody made up, as they would fill in a form. */
export interface Person {
  /** Valid by Django's rules, and unlike every other one of the same row. */
  readonly username: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  /** Where they sign up from; left out for an address of their own. */
  readonly address?: string;
}

/** Where made-up people have their mail. `.example` belongs to nobody (RFC 2606). */
const MAIL_DOMAINS = (
  'gmail.example gmail.example gmail.example outlook.example hotmail.example webpost.example ' +
  'fastbox.example mail.uni-hafen.example students.example riverside-school.example ' +
  'posteingang.example correo.example ukrpost.example poczta.example seznam.example ' +
  'tutabox.example post.city.example'
).split(' ');

/** What fingers make of the domains above. */
export const MISTYPED_DOMAINS = ['gmial.example', 'hotnail.example', 'outlok.example'] as const;
const MISTYPED_SHARE = 0.015;

/**
 * Makes people up, from many lands and in their scripts. The same seed gives the same people, and
 * a greater count the same ones followed by more.
 */
export function* generatePeople(given: {
  readonly seed: number;
  readonly count: number;
}): Generator<Person, void, undefined> {
  const random = createRandom(given.seed);
  const taken = new Set<string>();
  for (let made = 0; made < given.count; made += 1) {
    const land = random.pick(LANDS);
    const first = random.pick(land.given);
    const last = random.pick(land.family);
    const wished = usernameOf(first, last, random);
    let username = wished;
    while (taken.has(username)) username = `${wished}${random.below(100_000)}`;
    taken.add(username);
    const suffix = username === wished ? '' : username.slice(wished.length);
    const email = `${localPartOf(first, last, random)}${suffix}@${domainOf(random)}`;
    yield { username, email, firstName: first.own, lastName: last.own };
  }
}

function usernameOf(first: Name, last: Name, random: Random): string {
  const own = ({ own: name }: Name): string =>
    name.toLowerCase().normalize('NFKC').replaceAll(/\p{M}/gu, '');
  const year = String(1_950 + random.below(60));
  const ways = [
    () => `${first.latin}.${last.latin}`,
    () => `${first.latin}_${last.latin}`,
    () => `${first.latin.slice(0, 1)}${last.latin}`,
    () => `${first.latin}${year.slice(2)}`,
    () => `${last.latin}-${first.latin.slice(0, 2)}`,
    () => `${own(first)}.${own(last)}`,
    () => `${own(first)}${year}`,
  ];
  return random.pick(ways)();
}

function localPartOf(first: Name, last: Name, random: Random): string {
  const ways = [
    `${first.latin}.${last.latin}`,
    `${first.latin}${last.latin}`,
    `${first.latin.slice(0, 1)}.${last.latin}`,
    `${last.latin}.${first.latin}`,
    `${first.latin}+library`,
    `${first.latin}${random.below(100)}`,
  ];
  return random.pick(ways);
}

function domainOf(random: Random): string {
  return random.pick(random.chance(MISTYPED_SHARE) ? MISTYPED_DOMAINS : MAIL_DOMAINS);
}
