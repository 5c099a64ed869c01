import type { CheckFinding, MailChecks } from '../../../shared/contract/checks.ts';
import { readMimeParts } from '../capture/mime-parts.ts';
import { type ParsedMail, parseMail } from '../capture/parse.ts';
import { textOfHtml } from '../capture/text-of-html.ts';
import { accessibility } from './accessibility.ts';
import { activeContent } from './active-content.ts';
import { buildFaults } from './build-faults.ts';
import { clientSupport } from './client-support.ts';
import { cssFacts } from './css-facts.ts';
import { finding } from './finding.ts';
import { htmlFacts } from './html-facts.ts';
import { hygiene } from './hygiene.ts';
import { checkLink } from './link-problems.ts';

/** Style attributes that are read. */
const MAX_STYLES = 20_000;

/** Judges a mail by its bytes alone: nobody is asked. */
export async function checkMail(raw: Buffer): Promise<MailChecks> {
  const mail = await parseMail(raw);
  const html = htmlFacts(mail.html);
  const styles = html?.elements.flatMap(({ attributes }) => attributes.get('style') ?? []) ?? [];
  const css = cssFacts(html?.styleSheets ?? [], styles.slice(0, MAX_STYLES));
  return {
    links: mail.links.map(checkLink),
    clients: clientSupport(html, css),
    hygiene: faultsFirst([
      ...unread(mail),
      ...buildFaults(raw, await readMimeParts(raw)),
      ...activeContent(html),
      ...hygiene(mail, html, { size: raw.length }),
    ]),
    accessibility: faultsFirst(accessibility(html)),
    textOfHtml: mail.html === null ? null : textOfHtml(mail.html),
  };
}

/** What could not be read, which other readers may show otherwise or not at all. */
function unread({ problem }: ParsedMail): CheckFinding[] {
  if (problem === null) return [];
  return [finding.fault('Not all of it can be read', problem, 'Look at it under Raw.')];
}

function faultsFirst(found: readonly CheckFinding[]): CheckFinding[] {
  const order = { fault: 0, hint: 1 } as const;
  return found.toSorted((one, other) => order[one.level] - order[other.level]);
}
