import { useState } from 'react';

import type { CheckedLink, LinkAnswer } from '../../../shared/contract/checks.ts';
import { counted } from '../../app/counted.ts';
import { callError } from '../../query/call-error.ts';
import { useCommand } from '../../query/use-command.ts';
import { Button } from '../../ui/button.tsx';
import { SourceText } from '../../ui/source-text.tsx';
import { ToneIcon } from '../../ui/tone-icon.tsx';
import styles from './checks.module.css';
import { MailLink } from './mail-link.tsx';

interface CheckedLinksProps {
  readonly id: number;
  readonly links: readonly CheckedLink[];
}

/** Answers by address; null while one is asked for. */
type Answers = ReadonlyMap<string, LinkAnswer | null>;

/** The links of a mail, what is odd about each, and whether they lead anywhere once that is asked. */
export function CheckedLinks({ id, links }: CheckedLinksProps) {
  const asking = useCommand('captured.checkLink');
  const [answers, setAnswers] = useState<Answers>(new Map());
  const note = (href: string, answer: LinkAnswer | null) =>
    setAnswers((before) => new Map(before).set(href, answer));
  const check = async ({ href }: CheckedLink) => {
    note(href, null);
    const answer = await asking.run({ id, href }).catch((error: unknown): LinkAnswer => {
      return { status: null, redirects: [], problem: callError(error).failure.message };
    });
    note(href, answer);
  };
  const askable = links.filter(
    ({ neverFetched, href }) => neverFetched === null && !answers.has(href),
  );
  const checkAll = async () => {
    for (const link of askable) await check(link);
  };
  if (links.length === 0)
    return <p className={styles['quiet']}>It has none that leads to the web.</p>;
  return (
    <>
      <div className={styles['bar']}>
        <p className={styles['quiet']}>
          {counted(links.length, 'link')}. None is asked for unless you want it; then its server
          sees this computer’s address, and nothing else.
        </p>
        <Button
          size="small"
          disabledReason={askable.length === 0 ? 'There is nothing left to ask for.' : undefined}
          onClick={() => void checkAll()}
        >
          {askable.length > 1 ? `Check ${askable.length}` : 'Check all'}
        </Button>
      </div>
      <ul>
        {links.map((link) => (
          <li key={link.href} className={styles['finding']}>
            <ToneIcon tone={toneOf(link, answers.get(link.href))} />
            <span>
              <MailLink href={link.href} shown={link.text}>
                <SourceText>{link.href}</SourceText>
              </MailLink>
              {link.text !== link.href && (
                <>
                  {' '}
                  as “<bdi>{link.text}</bdi>”
                </>
              )}
              {oddities(link).map((problem) => (
                <span key={problem} className={styles['line']}>
                  {problem}
                </span>
              ))}
              {link.neverFetched !== null && (
                <span className={`${styles['line']} ${styles['quiet']}`}>
                  Never fetched by us. {link.neverFetched}
                </span>
              )}
              <Answer answer={answers.get(link.href)} />
            </span>
            {link.neverFetched === null && !answers.has(link.href) && (
              <Button size="small" variant="quiet" onClick={() => void check(link)}>
                Check
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

function Answer({ answer }: { readonly answer: LinkAnswer | null | undefined }) {
  if (answer === undefined) return null;
  if (answer === null)
    return <span className={`${styles['line']} ${styles['quiet']}`}>Asking…</span>;
  const { status, redirects, problem } = answer;
  return (
    <span className={styles['line']} role="status">
      {problem ?? `It answers ${status}.`}
      {redirects.length > 0 && ` It leads on to ${redirects.join(', then ')}.`}
    </span>
  );
}

/** What is odd about a link, that it would not open first. */
export function oddities({ wontOpen, problems }: CheckedLink): readonly string[] {
  return wontOpen === null ? problems : [wontOpen, ...problems];
}

function toneOf(link: CheckedLink, answer: LinkAnswer | null | undefined) {
  if (oddities(link).length > 0 || answer?.problem) return 'warn';
  return answer ? 'ok' : 'neutral';
}
