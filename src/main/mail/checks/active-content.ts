import type { CheckFinding } from '../../../shared/contract/checks.ts';
import { finding } from './finding.ts';
import type { FoundElement, HtmlFacts } from './html-facts.ts';

/** What a mail may have in it that acts by itself or sends something, by the elements that do it. */
const ACTIVE: readonly {
  readonly title: string;
  readonly why: string;
  readonly advice: string;
  readonly is: (element: FoundElement) => boolean;
}[] = [
  {
    title: 'Scripts',
    why: 'No mail program runs them; filters take them for an attack.',
    advice: 'Leave them out.',
    is: ({ name, attributes }) =>
      name === 'script' || [...attributes.keys()].some((key) => /^on[a-z]/i.test(key)),
  },
  {
    title: 'Links that run a script',
    why: 'javascript:, vbscript: and data: open nothing in a mail program; filters take them for an attack.',
    advice: 'Link to a page on the web.',
    is: ({ attributes }) =>
      ['href', 'action', 'formaction', 'xlink:href'].some((key) =>
        isScript(attributes.get(key) ?? ''),
      ),
  },
  {
    title: 'Forms',
    why: 'Most mail programs do not send them, and warn of phishing.',
    advice: 'Link to a page with the form.',
    is: ({ name }) => ['form', 'input', 'textarea', 'select'].includes(name),
  },
  {
    title: 'Pages inside the mail',
    why: 'Mail programs drop frames, objects and embedded programs; filters take them for an attack.',
    advice: 'Link to the page.',
    is: ({ name }) => ['iframe', 'frame', 'object', 'embed', 'applet'].includes(name),
  },
];

/** What in the HTML would act, if a mail program let it. */
export function activeContent(html: HtmlFacts | null): CheckFinding[] {
  const elements = html?.elements ?? [];
  return ACTIVE.flatMap(({ title, why, advice, is }) =>
    elements.some(is) ? [finding.fault(title, why, advice)] : [],
  );
}

/** Browsers pass over white space and controls in a scheme (URL Standard, section 4.4). */
function isScript(href: string): boolean {
  return /^(?:javascript|vbscript|data):/i.test(href.replace(/[\s\p{Cc}]/gu, ''));
}
