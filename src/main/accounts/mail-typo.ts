import { slipsBetween } from './slips-between.ts';

/** Mail providers with many people, whose names are long enough to be told from other words. */
const WELL_KNOWN = [
  'gmail.com googlemail.com hotmail.com outlook.com yahoo.com icloud.com protonmail.com',
  't-online.de freenet.de hotmail.fr hotmail.co.uk yahoo.co.uk yahoo.fr yahoo.de orange.fr',
  'wanadoo.fr laposte.net libero.it virgilio.it yandex.ru rambler.ru naver.com rediffmail.com',
  'comcast.net verizon.net btinternet.com telenet.be bluewin.ch seznam.cz interia.pl ukr.net',
].flatMap((domains) => domains.split(' '));

/** Endings of providers that have one for each country: a letter away from another's, and yet right. */
const COUNTRIES = {
  yahoo: 'co de fr es it ca ie dk se be gr fi no nl at ch pl ro pt hu cz in com.ar com.au com.br',
  hotmail: 'de fr it es be ch at nl dk se no fi gr hu cz sk pt ca cl ie rs sg ph my lv lt',
  outlook: 'de fr it es be at ie dk gr pt hu cz sk cl in jp kr lv my ph sa sg',
  live: 'com de fr it be at nl ie dk se no fi ca cl cn in jp pt ru co.uk',
  msn: 'com de fr it es nl',
  gmx: 'de net at ch com fr es us li eu org info co.uk',
  yandex: 'com ua by kz eu',
  orange: 'com es pl ro be',
};

/** One letter away from a well-known one and yet right. */
const RIGHT = new Set([
  ...WELL_KNOWN,
  ...'mail.com email.com ymail.com protonmail.ch'.split(' '),
  ...Object.entries(COUNTRIES).flatMap(([name, endings]) =>
    endings.split(' ').map((ending) => `${name}.${ending}`),
  ),
]);

/**
 * The address as it was probably meant, or null: its domain is one slip of the finger away from a
 * well-known one (a letter left out, doubled, wrong, or two exchanged).
 * @param address In any letter case.
 * @param common Domains, in lower case, that many people of this site have.
 */
export function meantAddress(
  address: string,
  common: ReadonlySet<string> = new Set(),
): string | null {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).toLowerCase();
  if (at < 1 || RIGHT.has(domain) || common.has(domain)) return null;
  const meant = [...WELL_KNOWN, ...common].find((known) => slipsBetween(domain, known, 1) === 1);
  return meant === undefined ? null : `${address.slice(0, at)}@${meant}`;
}
