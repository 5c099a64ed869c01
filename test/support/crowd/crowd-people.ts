import { LANDS, type Land, type Name } from '../../../src/main/demo/names.ts';
import { createRandom, type Random } from '../../../src/main/demo/random.ts';

/** Somebody of a crowd. */
export interface CrowdPerson {
  readonly username: string;
  readonly first: string;
  readonly last: string;
  readonly email: string;
}

function names(text: string): readonly Name[] {
  return text.split(' ').map((entry) => {
    const [own = '', latin = ''] = entry.split(':');
    return { own, latin };
  });
}

/** Scripts that the demonstration does without. */
const MORE_LANDS: readonly Land[] = [
  {
    given: names(
      'आरव:aarav अनन्या:ananya दीपक:deepak ईशा:isha करण:karan मीरा:meera राहुल:rahul सुनीता:sunita',
    ),
    family: names('शर्मा:sharma वर्मा:verma गुप्ता:gupta पटेल:patel सिंह:singh जोशी:joshi मिश्रा:mishra'),
  },
  {
    given: names('สมชาย:somchai มาลี:malee อนันต์:anan ปวีณา:paweena วิชัย:wichai ดารา:dara นิดา:nida'),
    family: names('แก้วใส:kaewsai ศรีสุข:srisuk ทองดี:thongdee วงศ์ไทย:wongthai บุญมา:boonma'),
  },
];

/** Latin names, in five of nine cases: most sites have more of those. */
const CROWD_LANDS = [...LANDS, ...MORE_LANDS, ...LANDS.slice(0, 10), ...LANDS.slice(0, 10)];

const GREAT_DOMAINS = (
  'gmail.example gmail.example gmail.example gmail.example web.example web.example gmx.example ' +
  'outlook.example hotmail.example yahoo.example icloud.example proton.example mail.example ' +
  'qq.example naver.example seznam.example orange.example libero.example t-mail.example'
).split(' ');
const SMALL_DOMAINS = 4_000;
const SMALL_WORDS = 'works design labs soft school hospital travel books foods cycles'.split(' ');

/**
 * Makes a crowd up, person after person, the same for the same seed. User names are all different;
 * about one address in a hundred is another person's, in other letter case.
 */
export function* crowdPeople(count: number, seed = 7): Generator<CrowdPerson, void, undefined> {
  const random = createRandom(seed);
  const taken = new Set<string>();
  let before = '';
  for (let index = 1; index <= count; index += 1) {
    const land = random.pick(CROWD_LANDS);
    const given = random.pick(land.given);
    const family = random.pick(land.family);
    const first = random.chance(0.3) ? `${given.own} ${random.pick(land.given).own}` : given.own;
    const last = random.chance(0.15) ? `${family.own}-${random.pick(land.family).own}` : family.own;
    const wished = wishedName(given, family, random);
    const username = taken.has(wished) ? `${wished}-${index.toString(36)}` : wished;
    taken.add(wished);
    const isSecond = before !== '' && random.chance(0.01);
    const email = isSecond ? before.toUpperCase() : addressOf(given, family, { random, index });
    before = email;
    yield { username, first, last, email };
  }
}

function wishedName(given: Name, family: Name, random: Random): string {
  const way = random.below(10);
  const year = 1_950 + random.below(60);
  if (way < 4) return `${given.latin}.${family.latin}`.toLowerCase();
  if (way < 6) return `${given.latin}${year}`.toLowerCase();
  if (way < 8) return `${given.latin.slice(0, 1)}_${family.latin}`.toLowerCase();
  return `${given.own}.${family.own}`.toLowerCase().normalize('NFKC');
}

function addressOf(
  given: Name,
  family: Name,
  { random, index }: { readonly random: Random; readonly index: number },
): string {
  const isSmall = random.chance(0.25);
  const number = random.below(SMALL_DOMAINS);
  const word = SMALL_WORDS[number % SMALL_WORDS.length] ?? '';
  const domain = isSmall ? `${word}-${number}.example` : random.pick(GREAT_DOMAINS);
  const local = `${given.latin}.${family.latin}`.toLowerCase();
  return `${local}${index.toString(36)}@${domain}`;
}
