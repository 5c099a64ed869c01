import type { CheckFinding } from '../../../shared/contract/checks.ts';
import { contrastOf, parseColour } from './colour.ts';
import { declarationsOf } from './css-facts.ts';
import { finding } from './finding.ts';
import { type FoundElement, type HtmlFacts, wordsOf } from './html-facts.ts';

/** What keeps people from reading the HTML of a mail (WCAG 2.2). */
export function accessibility(html: HtmlFacts | null): CheckFinding[] {
  if (html === null) return [];
  return [page(html), pictures(html), tables(html), headings(html), links(html), text(html)].flat();
}

/** Elements that are looked at one by one. */
const MAX_ELEMENTS = 20_000;

function page({ elements }: HtmlFacts): CheckFinding[] {
  const found: CheckFinding[] = [];
  const lang = elements.find(({ attributes }) => attributes.get('lang')?.trim());
  if (!lang) {
    found.push(
      finding.fault(
        'No language',
        'Screen readers read it with the wrong voice.',
        'Add lang to the html element.',
      ),
    );
  }
  const title = elements.find(({ name }) => name === 'title');
  if (!title || wordsOf(title) === '') {
    found.push(
      finding.hint(
        'No title',
        'It names the page where the mail is opened in a browser.',
        'Add a title element.',
      ),
    );
  }
  return found;
}

function pictures({ elements }: HtmlFacts): CheckFinding[] {
  const without = elements.filter(
    ({ name, attributes }) => name === 'img' && !attributes.has('alt'),
  );
  if (without.length === 0) return [];
  return [
    finding.fault(
      `${counted(without.length, 'picture')} without alt`,
      'Screen readers say the file’s name; with pictures blocked nothing is shown.',
      'Add alt, empty for decoration.',
    ),
  ];
}

function tables({ elements }: HtmlFacts): CheckFinding[] {
  const layouts = elements.filter(({ name, attributes, element }) => {
    if (name !== 'table' || attributes.has('role')) return false;
    return !element.childNodes.some(
      (child) => child.nodeName === 'caption' || child.nodeName === 'thead',
    );
  });
  if (layouts.length === 0) return [];
  return [
    finding.hint(
      `${counted(layouts.length, 'table')} for layout without a role`,
      'Screen readers announce rows and columns that mean nothing.',
      'Add role="presentation".',
    ),
  ];
}

function headings({ elements }: HtmlFacts): CheckFinding[] {
  const levels = elements.flatMap(({ name }) => (/^h[1-6]$/.test(name) ? Number(name[1]) : []));
  const jump = levels.findIndex((level, place) => level > (levels[place - 1] ?? 0) + 1);
  if (jump === -1) return [];
  const [from, to] = [levels[jump - 1], levels[jump]];
  const title = from === undefined ? `The first heading is h${to}` : `h${to} follows h${from}`;
  return [
    finding.hint(title, 'Screen readers go by the order of headings.', 'Leave no level out.'),
  ];
}

const EMPTY_WORDS =
  /^(?:click here|here|link|more|read more|this link|click|hier|mehr|ici)[.!»>…\s]*$/i;

function links({ elements }: HtmlFacts): CheckFinding[] {
  const found: CheckFinding[] = [];
  const words = elements
    .filter(({ name, attributes }) => name === 'a' && attributes.has('href'))
    .slice(0, MAX_ELEMENTS)
    .map((link) => link.attributes.get('aria-label') ?? wordsOf(link));
  const silent = words.filter((each) => each === '').length;
  const vague = words.filter((each) => EMPTY_WORDS.test(each)).length;
  if (silent > 0) {
    found.push(
      finding.fault(
        `${counted(silent, 'link')} without words`,
        'Screen readers read out the address.',
        'Add text, or alt to the picture inside.',
      ),
    );
  }
  if (vague > 0) {
    found.push(
      finding.hint(
        `${counted(vague, 'link')} whose words don’t say where they lead`,
        'Links are also read one by one, without what stands around them.',
        'Say what is behind it.',
      ),
    );
  }
  return found;
}

const MIN_SIZE_PX = 12;

function text({ elements }: HtmlFacts): CheckFinding[] {
  const found: CheckFinding[] = [];
  const styled = elements
    .filter(({ attributes }) => attributes.has('style'))
    .slice(0, MAX_ELEMENTS);
  const small = styled.filter(({ attributes }) => {
    const size = declarationsOf(attributes.get('style') ?? '').get('font-size') ?? '';
    const [, number, unit] = /^([\d.]+)(px|pt)/.exec(size) ?? [];
    const pixels = Number(number) * (unit === 'pt' ? 4 / 3 : 1);
    return pixels > 0 && pixels < MIN_SIZE_PX;
  });
  if (small.length > 0) {
    found.push(
      finding.hint(
        `${counted(small.length, 'text')} smaller than 12 px`,
        'Many people can’t read it on a phone.',
        'Use at least 14 px for what is to be read.',
      ),
    );
  }
  const pale = styled.flatMap((element) => contrastFault(element) ?? []);
  const [first] = pale.toSorted((one, other) => one.contrast - other.contrast);
  if (first) {
    found.push(
      finding.fault(
        `${counted(pale.length, 'text')} with little contrast`,
        `${first.colour} on ${first.background} is ${first.contrast.toFixed(1)}:1; 4.5:1 is needed.`,
        'Make the text darker or its ground lighter.',
      ),
    );
  }
  return found;
}

function contrastFault(element: FoundElement) {
  const colour = ownStyle(element, 'color');
  if (colour === null || wordsOf(element) === '') return null;
  const background = backgroundOf(element) ?? '#ffffff';
  const [front, back] = [parseColour(colour), parseColour(background)];
  if (!front || !back) return null;
  const contrast = contrastOf(front, back);
  return contrast < 4.5 ? { colour, background, contrast } : null;
}

function backgroundOf(element: FoundElement): string | null {
  let depth = 0;
  for (let at: FoundElement | null = element; at && depth < 100; at = at.parent) {
    const own =
      ownStyle(at, 'background-color') ??
      ownStyle(at, 'background') ??
      at.attributes.get('bgcolor');
    // What lies on a picture or a gradient can't be told.
    if (own !== undefined && own !== null) return own;
    depth += 1;
  }
  return null;
}

function ownStyle({ attributes }: FoundElement, property: string): string | null {
  const style = attributes.get('style');
  if (style === undefined) return property === 'color' ? (attributes.get('color') ?? null) : null;
  return (
    declarationsOf(style)
      .get(property)
      ?.replace(/\s*!important$/, '') ?? null
  );
}

function counted(count: number, one: string): string {
  return `${count.toLocaleString('en-GB')} ${one}${count === 1 ? '' : 's'}`;
}
