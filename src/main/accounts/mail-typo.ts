import { slipsBetween } from './slips-between.ts';

/** Mail providers with many people, whose names are long enough to be told from other words. */
const WELL_KNOWN = [
  'gmail.com googlemail.com hotmail.com outlook.com yahoo.com icloud.com protonmail.com',
  't-online.de freenet.de hotmail.fr hotmail.co.uk yahoo.co.uk yahoo.fr yahoo.de orange.fr',
  'wanadoo.fr laposte.net libero.it virgilio.it yandex.ru rambler.ru naver.com rediffmail.com',
  'comcast.net verizon.net btinternet.com telenet.be bluewin.ch seznam.cz interia.pl ukr.net',
].flatMap((domains) => domains.split(' '));

/** One letter away from a well-known one and yet right. */
const RIGHT = new Set([
  ...WELL_KNOWN,
  ...'mail.com email.com ymail.com yahoo.co yahoo.es yahoo.it yahoo.ca hotmail.de'.split(' '),
  ...'hotmail.it hotmail.es outlook.de outlook.es outlook.fr orange.com yandex.com yandex.ua'.split(
    ' ',
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
