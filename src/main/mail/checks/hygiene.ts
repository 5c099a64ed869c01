import { countCharacters } from '../../../shared/count-characters.ts';
import type { CheckFinding } from '../../../shared/contract/checks.ts';
import type { ParsedMail } from '../capture/parse.ts';
import { finding } from './finding.ts';
import { headerHygiene } from './header-hygiene.ts';
import type { HtmlFacts } from './html-facts.ts';
import { declarationsOf } from './css-facts.ts';

/** What filters and readers take amiss, as far as it can be judged without asking anybody. */
export function hygiene(
  mail: ParsedMail,
  html: HtmlFacts | null,
  { size }: { readonly size: number },
): CheckFinding[] {
  return [...headerHygiene(mail), ...subject(mail), ...weight(mail, html, size), ...hidden(html)];
}

function subject({ subject: text }: ParsedMail): CheckFinding[] {
  const found: CheckFinding[] = [];
  if (text === null || text.trim() === '') {
    return [
      finding.fault(
        'No subject',
        'People delete it unread, filters count it as spam.',
        'Say in a few words what it is about.',
      ),
    ];
  }
  const letters = text.replace(/[^\p{L}]/gu, '');
  if (
    letters.length >= 8 &&
    letters === letters.toUpperCase() &&
    letters !== letters.toLowerCase()
  ) {
    found.push(
      finding.fault(
        'The subject is all capitals',
        'It reads as shouting and counts as spam.',
        'Write it as a sentence.',
      ),
    );
  }
  const length = countCharacters(text);
  if (length > 70) {
    found.push(
      finding.hint(
        'The subject is long',
        `It has ${length} characters; phones show about 40, others about 70.`,
        'Put what matters first.',
      ),
    );
  }
  if (/!{2,}|[!?].*!|\${2,}/.test(text)) {
    found.push(
      finding.hint(
        'The subject shouts',
        'Many exclamation marks count as spam.',
        'Leave them out.',
      ),
    );
  }
  if (/[\u202a-\u202e\u2066-\u2069\u200e\u200f]/.test(text)) {
    found.push(
      finding.fault(
        'The subject turns the direction of text',
        'What is read is not what is written.',
        'Leave the control characters out.',
      ),
    );
  }
  return found;
}

/** From here on Gmail shows the start and a link to the rest. */
const GMAIL_CLIP_BYTES = 102 * 1024;

function weight(mail: ParsedMail, html: HtmlFacts | null, size: number): CheckFinding[] {
  const found: CheckFinding[] = [];
  const htmlBytes = Buffer.byteLength(mail.html ?? '');
  if (htmlBytes > GMAIL_CLIP_BYTES) {
    found.push(
      finding.fault(
        'Gmail clips it',
        `The HTML has ${kilobytes(htmlBytes)}; Gmail hides what comes after 102 kB, often the unsubscribe link.`,
        'Make the HTML smaller.',
      ),
    );
  }
  if (size > 10_000_000) {
    found.push(
      finding.hint(
        'It is large',
        `${kilobytes(size)}: many servers refuse mails above 10 MB.`,
        'Link to large files instead of attaching them.',
      ),
    );
  }
  if (mail.html !== null && !mail.hasText) {
    found.push(
      finding.fault(
        'No text part',
        'Filters count HTML alone as a sign of spam; watches and screen readers read the text.',
        'Send text and HTML as alternatives.',
      ),
    );
  } else if (
    mail.html !== null &&
    html !== null &&
    (mail.text ?? '').trim().length * 4 < html.textLength
  ) {
    found.push(
      finding.hint(
        'The text part says less than the HTML',
        'Whoever reads text misses something; filters compare both.',
        'Say the same in both.',
      ),
    );
  }
  const images =
    html?.elements.filter(({ name, attributes }) => name === 'img' && !attributes.has('alt'))
      .length ?? 0;
  if (html !== null && images > 0 && html.textLength < 100 * images && html.textLength < 400) {
    found.push(
      finding.hint(
        'Few words beside pictures that say none',
        `With pictures blocked, as is usual, ${html.textLength === 0 ? 'nothing is' : 'only these few words are'} left to read.`,
        'Give each picture an alt, or say in text what it says.',
      ),
    );
  }
  return found;
}

function hidden(html: HtmlFacts | null): CheckFinding[] {
  const isHidden = html?.elements.some(({ name, attributes }) => {
    const style = declarationsOf(attributes.get('style') ?? '');
    const size = /^0(?:px|pt|em|%)?$/.test(style.get('font-size') ?? '');
    return name !== 'div' && (size || style.get('color') === 'transparent');
  });
  return isHidden
    ? [
        finding.hint(
          'Hidden text',
          'Text that nobody can see is a trick of spam.',
          'Leave it out; a preview line may be hidden in a div.',
        ),
      ]
    : [];
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1_024).toLocaleString('en-GB')} kB`;
}
