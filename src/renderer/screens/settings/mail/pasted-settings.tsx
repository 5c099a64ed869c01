import { Link } from '@tanstack/react-router';

import {
  isAnythingPasted,
  type PastedMail,
} from '../../../../shared/pasted-mail/read-pasted-mail.ts';
import { counted, isolated } from '../../../app/counted.ts';
import { type Fact, Facts } from '../../../ui/facts.tsx';
import { ForeignText } from '../../../ui/foreign-text.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { showTurns } from '../../../ui/show-turns.ts';
import { SETTINGS_PAGES } from '../settings-pages.ts';
import styles from '../settings.module.css';
import { METHODS } from './login-fields.tsx';
import { SECURITIES } from './server-fields.tsx';

/** What stands for a secret, however long it is. */
const DOTS = '••••••••';
/** How many lines that were not understood are named. */
const LINES_SHOWN = 5;

interface UnderstoodProps {
  readonly pasted: PastedMail;
  /** What a server without a name will be called. */
  readonly name: string | undefined;
}

/** What a pasted text says, as far as it was understood, and what of it was not. */
export function Understood({ pasted, name }: UnderstoodProps) {
  const facts = factsOf(pasted, name);
  const missed = pasted.notUnderstood.length;
  return (
    <section className={styles['effect']} aria-label="Understood">
      {isAnythingPasted(pasted) ? (
        <>
          <p className={styles['heading']} role="status">
            {counted(facts.length, 'value')} understood
            {missed > 0 && `, ${counted(missed, 'line')} not`}
          </p>
          <Facts items={facts} />
          <Remarks pasted={pasted} />
        </>
      ) : (
        <>
          <Notice tone="warn" title="There is nothing in it that this form could take over.">
            What is understood are lines such as EMAIL_HOST = "smtp.shop.example" or MAIL_PORT=587,
            and addresses such as smtp://user:password@smtp.shop.example:587.
          </Notice>
          <Remarks pasted={{ ...pasted, notUnderstood: [] }} />
        </>
      )}
    </section>
  );
}

function factsOf({ server, secrets, sender }: PastedMail, name: string | undefined): Fact[] {
  const { port, security, auth, connections } = server;
  const rows: readonly (readonly [string, string | number | undefined])[] = [
    ['Name', name],
    ['Server', server.host],
    ['Port', port],
    ['Encryption', SECURITIES.find(({ value }) => value === security)?.label],
    ['Login', METHODS.find(({ value }) => value === auth)?.label],
    ['User', server.user],
    ['Password', secrets.password && DOTS],
    ['Token address', server.tokenUrl],
    ['Client ID', server.clientId],
    ['Client secret', secrets.clientSecret && DOTS],
    ['Refresh token', secrets.refreshToken && DOTS],
    ['Bounces go to', server.envelopeFrom],
    ['EHLO name', server.helloName],
    ['Connections', connections],
    ['Longest waits', waitsOf(server)],
    ['Sender’s address', sender.fromAddress],
    ['Sender’s name', sender.fromName],
    ['Answers go to', sender.replyTo],
  ];
  return rows.flatMap(([label, value]) =>
    value === undefined || value === ''
      ? []
      : [{ label, value: <ForeignText>{String(value)}</ForeignText> }],
  );
}

function waitsOf(server: PastedMail['server']): string | undefined {
  const waits = Object.entries({
    connection: server.connectSeconds,
    greeting: server.greetingSeconds,
    silence: server.socketSeconds,
  }).flatMap(([what, seconds]) => (seconds === undefined ? [] : [{ what, seconds }]));
  const [first] = waits;
  if (first && waits.length === 3 && waits.every(({ seconds }) => seconds === first.seconds)) {
    return counted(first.seconds, 'second');
  }
  return waits.map(({ what, seconds }) => `${what} ${counted(seconds, 'second')}`).join(', ');
}

function Remarks({ pasted }: { readonly pasted: PastedMail }) {
  const sentences = [
    ...pasted.notes.map(showTurns),
    ...pasted.unknown.map(unknownWords),
    ...pasted.noCounterpart.map((name) => `There is nothing here like ${isolated(name)}.`),
    ...(pasted.notUnderstood.length > 0 ? [notUnderstoodWords(pasted.notUnderstood)] : []),
  ];
  if (sentences.length === 0 && pasted.elsewhere.length === 0) return null;
  return (
    <ul className={`${styles['list']} ${styles['quiet']}`}>
      {pasted.elsewhere.map(({ name, page }) => (
        <li key={name}>
          {isolated(name)} is not taken over. It is set under{' '}
          <Link to="/settings/$section" params={{ section: page }}>
            {SETTINGS_PAGES.find(({ section }) => section === page)?.label}
          </Link>
          .
        </li>
      ))}
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

function unknownWords({ name, source }: PastedMail['unknown'][number]): string {
  const where =
    source === null
      ? 'it is worked out there'
      : `it comes from ${isolated(source)} in the environment there`;
  return `${isolated(name)} is not known: ${where}. Fill it in by hand.`;
}

function notUnderstoodWords(lines: PastedMail['notUnderstood']): string {
  const named = lines
    .slice(0, LINES_SHOWN)
    .map(({ line, name }) => (name === null ? String(line) : `${line} (${isolated(name)})`));
  const more = lines.length - named.length;
  const all = more > 0 ? [...named, `and ${more.toLocaleString('en-GB')} more`] : named;
  return lines.length === 1
    ? `Line ${all.join('')} was not understood.`
    : `${counted(lines.length, 'line')} were not understood: ${all.join(', ')}.`;
}
