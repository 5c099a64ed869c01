import type { ReactNode } from 'react';

import type { CapturedMail } from '../../../shared/contract/mail.ts';
import { hasLongLine } from './has-long-line.ts';
import { MailLink } from './mail-link.tsx';
import styles from './mail.module.css';

type TextViewProps = Pick<CapturedMail, 'text' | 'hasText' | 'textLinks'>;

/** The text part, or that of the HTML, with the links that were found in it. */
export function TextView({ text, hasText, textLinks }: TextViewProps) {
  const words = text ?? '';
  const isEmpty = words.trim() === '';
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label="Text of the mail">
      {(isEmpty || !hasText) && (
        <p className={styles['quiet']}>
          This mail has no text part.{!isEmpty && ' Here is the text of its HTML.'}
        </p>
      )}
      {!isEmpty && (
        <p className={styles['text']} dir="auto" data-long={hasLongLine(words)}>
          {withLinks(words, textLinks)}
        </p>
      )}
    </div>
  );
}

/** The text in pieces, without the blank lines around it. */
function withLinks(text: string, links: CapturedMail['textLinks']): ReactNode[] {
  const pieces: ReactNode[] = [];
  let at = text.length - text.trimStart().length;
  for (const { start, end, href } of links) {
    const shown = text.slice(start, end);
    pieces.push(text.slice(at, start));
    pieces.push(
      <MailLink key={start} href={href} shown={shown}>
        {shown}
      </MailLink>,
    );
    at = end;
  }
  pieces.push(text.slice(at).trimEnd());
  return pieces;
}
