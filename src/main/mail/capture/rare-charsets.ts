import { decode } from 'libmime/lib/charset';

/** Charsets in eight bits that the library does not read, by their labels in lower case. */
export const RARE_CHARSETS: ReadonlyMap<string, (bytes: Buffer) => string> = new Map([
  ['johab', decodeJohab],
  ['cp1361', decodeJohab],
  ['ms1361', decodeJohab],
  ['kz-1048', decodeKazakh],
  ['kz1048', decodeKazakh],
  ['rk1048', decodeKazakh],
  ['strk1048-2002', decodeKazakh],
]);

/** Where KZ-1048 has other letters than Windows-1251 (IANA), and which. */
const OF_WINDOWS = 'ЌЋќћЎўЈҐЄЇґєјЅѕї';
const KAZAKH = 'ҚҺқһҰұӘӨҒҮөғәҢңү';
const UNLIKE_WINDOWS = new RegExp(`[${OF_WINDOWS}]`, 'g');

function decodeKazakh(bytes: Buffer): string {
  const text = decode(bytes, 'windows-1251');
  return text.replace(UNLIKE_WINDOWS, (letter) => KAZAKH[OF_WINDOWS.indexOf(letter)] ?? letter);
}

const UNREADABLE = '\ufffd';
/** Lead bytes from here on are of other signs than Korean ones. */
const FIRST_SIGN = 0xd9;

/** KS X 1001 annex 3: Korean syllables are put together from three letters of five bits each. */
function decodeJohab(bytes: Buffer): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 1) {
    const lead = bytes[at] ?? 0;
    const trail = bytes[at + 1] ?? 0;
    if (lead < 0x80) text += String.fromCharCode(lead);
    else {
      text += lead < FIRST_SIGN ? syllable((lead << 8) | trail) : signOf(lead, trail);
      at += 1;
    }
  }
  return text;
}

/** Letters that stand alone (Unicode's Hangul Compatibility Jamo), by their five bits. */
const LONE_INITIALS = '  ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ';
const LONE_FINALS = '  ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁ ㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ';
const FIRST_VOWEL = 'ㅏ'.charCodeAt(0);
const FIRST_SYLLABLE = '가'.charCodeAt(0);
/** Bits that say that there is no letter. */
const [NO_INITIAL, NO_VOWEL, NO_FINAL] = [1, 2, 1];

function syllable(bits: number): string {
  const [initial, vowel, final] = [(bits >> 10) & 31, (bits >> 5) & 31, bits & 31];
  const first = initial - 2;
  // Two of each eight are left out.
  const second = vowel % 8 < 2 ? -1 : vowel - 3 - 2 * Math.floor(vowel / 8);
  const last = final === 18 ? -1 : final - (final < 18 ? 1 : 2);
  if (initial !== NO_INITIAL && vowel !== NO_VOWEL) {
    const isOne = first >= 0 && first < 19 && second >= 0 && second < 21 && last >= 0 && last < 28;
    if (!isOne) return UNREADABLE;
    return String.fromCharCode(FIRST_SYLLABLE + (first * 21 + second) * 28 + last);
  }
  const alone = [
    ...(initial === NO_INITIAL ? [] : [LONE_INITIALS[initial]]),
    ...(vowel === NO_VOWEL ? [] : [loneVowel(second)]),
    ...(final === NO_FINAL ? [] : [LONE_FINALS[final]]),
  ];
  const [letter = ' '] = alone;
  return alone.length === 1 && letter !== ' ' ? letter : UNREADABLE;
}

function loneVowel(place: number): string {
  return place >= 0 && place < 21 ? String.fromCharCode(FIRST_VOWEL + place) : ' ';
}

/** Signs that have been read, because each takes the library long. */
const signs = new Map<number, string>();

function signOf(lead: number, trail: number): string {
  const key = (lead << 8) | trail;
  const sign = signs.get(key) ?? readSign(lead, trail);
  signs.set(key, sign);
  return sign;
}

/** All else stands in the order of KS X 1001, two of its rows to a lead byte. */
function readSign(lead: number, trail: number): string {
  const place = trail < 0x91 ? trail - 0x31 : trail - 0x43;
  const isPlace = (trail >= 0x31 && trail < 0x7f) || (trail >= 0x91 && trail < 0xff);
  if (!isPlace || lead === 0xdf || lead > 0xf9) return UNREADABLE;
  const row = (lead < 0xe0 ? 2 * (lead - FIRST_SIGN) : 2 * lead - 0x197) + (place < 94 ? 0 : 1);
  const sign = decode(Buffer.from([0xa1 + row, 0xa1 + (place % 94)]), 'cp949');
  return sign.length === 1 ? sign : UNREADABLE;
}
