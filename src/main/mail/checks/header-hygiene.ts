import type { CheckFinding } from '../../../shared/contract/checks.ts';
import type { ParsedMail } from '../capture/parse.ts';
import { finding } from './finding.ts';

/** Which headers are missing, stand there twice, or say what filters distrust. */
export function headerHygiene(mail: ParsedMail): CheckFinding[] {
  const found: CheckFinding[] = [];
  const named = (name: string) => mail.headers.filter((each) => each.name.toLowerCase() === name);
  if (named('date').length === 0) {
    found.push(
      finding.fault(
        'No Date',
        'Every mail must have one (RFC 5322).',
        'Let the mail library write it.',
      ),
    );
  } else if (mail.date === null) {
    found.push(
      finding.fault(
        'The Date can’t be read',
        'Readers sort it wrongly, filters distrust it.',
        'Write it as RFC 5322 says.',
      ),
    );
  }
  if (named('from').length === 0) {
    found.push(
      finding.fault('No From', 'Servers refuse mails without a sender.', 'Set the sender.'),
    );
  }
  if (named('message-id').length === 0) {
    found.push(
      finding.hint(
        'No Message-ID',
        'Filters distrust it, and answers find no thread.',
        'Let the mail library write one in your domain.',
      ),
    );
  }
  if (named('to').length + named('cc').length + named('bcc').length === 0) {
    found.push(
      finding.hint(
        'No To',
        'Mails that name nobody look like bulk.',
        'Write the recipient into To.',
      ),
    );
  }
  for (const name of [
    'Subject',
    'From',
    'To',
    'Date',
    'Message-ID',
    'Reply-To',
    'Cc',
    'MIME-Version',
  ]) {
    const count = named(name.toLowerCase()).length;
    if (count < 2) continue;
    found.push(
      finding.fault(
        `Duplicate ${name}`,
        `It stands there ${count} times; readers choose different ones.`,
        'Write it once.',
      ),
    );
  }
  const [from, reply] = [mail.from[0]?.address, mail.replyTo[0]?.address];
  if (from && reply && domainOf(from) !== domainOf(reply)) {
    found.push(
      finding.hint(
        'Answers go to another domain',
        `From is at ${domainOf(from)}, Reply-To at ${domainOf(reply)}: a sign of phishing to filters.`,
        'Use addresses of one domain.',
      ),
    );
  }
  const isBulk = named('list-id').length + named('precedence').length > 0;
  if (isBulk && named('list-unsubscribe').length === 0) {
    found.push(
      finding.fault(
        'Bulk without List-Unsubscribe',
        'Gmail and Yahoo refuse bulk mail without it.',
        'Add List-Unsubscribe and List-Unsubscribe-Post (RFC 8058).',
      ),
    );
  }
  const unsubscribe = named('list-unsubscribe')[0];
  if (unsubscribe && !/<(?:https?:|mailto:)[^>]+>/i.test(unsubscribe.value)) {
    found.push(
      finding.fault(
        'List-Unsubscribe has no address',
        'Readers show no button for it.',
        'Write it as <https://…>, <mailto:…>.',
      ),
    );
  }
  return found;
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1).toLowerCase();
}
