import type { CheckFinding, ClientFinding, MailChecks } from '../../../shared/contract/checks.ts';
import { CallFailed } from '../../app/acts/call-failed.tsx';
import { counted } from '../../app/counted.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { ToneIcon } from '../../ui/tone-icon.tsx';
import { CheckedLinks, oddities } from './checked-links.tsx';
import styles from './checks.module.css';
import { hasLongLine } from './has-long-line.ts';

/** What can be judged of a mail before anybody gets it. Nothing is asked of anybody. */
export function ChecksView({ id }: { readonly id: number }) {
  const { data: checks, error, refetch } = useQueryOf('captured.checks', { id });
  if (error) return <CallFailed error={error} onRetry={() => void refetch()} />;
  if (!checks) return <SkeletonRows count={8} />;
  const { links, clients, hygiene, accessibility, textOfHtml } = checks;
  return (
    <div className={styles['checks']} role="region" aria-label="Checks" tabIndex={0}>
      <section aria-label="Build and spam signs">
        <h3 className={styles['title']}>Build and spam signs</h3>
        <Findings findings={hygiene} none="It is built as mails are, and has no sign of spam." />
      </section>
      <section aria-label="Links checked">
        <h3 className={styles['title']}>Links</h3>
        <CheckedLinks id={id} links={links} />
      </section>
      {textOfHtml !== null && (
        <>
          <section aria-label="Accessibility">
            <h3 className={styles['title']}>Accessibility</h3>
            <Findings findings={accessibility} none="Nothing keeps anybody from reading it." />
          </section>
          <section aria-label="Mail clients">
            <h3 className={styles['title']}>Mail clients</h3>
            <Clients {...clients} />
          </section>
          <section aria-label="The HTML as text">
            <h3 className={styles['title']}>The HTML as text</h3>
            <p className={styles['quiet']}>
              What is read where HTML is not shown, such as on watches.
            </p>
            <pre className={styles['text']} data-long={hasLongLine(textOfHtml)}>
              {textOfHtml || 'It has no words.'}
            </pre>
          </section>
        </>
      )}
    </div>
  );
}

/** How much there is to look at, for the tab. */
export function countFaults({ hygiene, accessibility, links }: MailChecks): number {
  const faults = [...hygiene, ...accessibility].filter(({ level }) => level === 'fault').length;
  return faults + links.filter((link) => oddities(link).length > 0).length;
}

const TONES = { fault: 'warn', hint: 'neutral' } as const;

interface FindingsProps {
  readonly findings: readonly CheckFinding[];
  /** What to say when there are none. */
  readonly none: string;
}

function Findings({ findings, none }: FindingsProps) {
  if (findings.length === 0) {
    return (
      <p className={styles['finding']}>
        <ToneIcon tone="ok" />
        <span>{none}</span>
      </p>
    );
  }
  return (
    <ul>
      {findings.map(({ level, title, why, advice }) => (
        <li key={title} className={styles['finding']}>
          <ToneIcon tone={TONES[level]} />
          <span>
            <strong>{title}.</strong> {why} <span className={styles['quiet']}>{advice}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}

const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
const SHOWN = 60;

function Clients({ updated, findings }: MailChecks['clients']) {
  const rest = findings.length - SHOWN;
  return (
    <>
      <p className={styles['quiet']}>
        {findings.length === 0
          ? 'Every client that is known shows it as meant.'
          : `${counted(findings.length, 'feature')} of this mail ${findings.length === 1 ? 'is' : 'are'} missing somewhere.`}{' '}
        By the tests of caniemail.com, as of {day.format(new Date(updated))}.
      </p>
      {findings.length > 0 && (
        <table className={styles['clients']}>
          <thead>
            <tr>
              <th scope="col">Feature</th>
              <th scope="col" data-align="end">
                Uses
              </th>
              <th scope="col">Not shown by</th>
              <th scope="col">In part by</th>
            </tr>
          </thead>
          <tbody>
            {findings.slice(0, SHOWN).map((found) => (
              <ClientRow key={found.feature} {...found} />
            ))}
          </tbody>
        </table>
      )}
      {rest > 0 && <p className={styles['quiet']}>And {counted(rest, 'more feature', 'more')}.</p>}
    </>
  );
}

function ClientRow({ feature, uses, missing, partial }: ClientFinding) {
  return (
    <tr>
      <th scope="row">{feature}</th>
      <td data-align="end">{uses.toLocaleString('en-GB')}</td>
      <td>{missing.join(', ') || '–'}</td>
      <td className={styles['quiet']}>{partial.join(', ') || '–'}</td>
    </tr>
  );
}
