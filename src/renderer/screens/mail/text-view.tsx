import type { ReactNode } from 'react';

import type { CapturedMail } from '../../../shared/contract/mail.ts';
import styles from './mail.module.css';

/** The text part, with the links that were found in it. */
export function TextView({ text, links }: { readonly text: string } & Pick<CapturedMail, 'links'>) {
  if (text.trim() === '') {
    return (
      <div className={styles['scroll']}>
        <p className={styles['quiet']}>This mail has no text part.</p>
      </div>
    );
  }
  return (
    <div className={styles['scroll']} tabIndex={0} role="region" aria-label="Text of the mail">
      <p className={styles['text']} dir="auto">
        {withLinks(
          text.trim(),
          links.map(({ href }) => href),
        )}
      </p>
    </div>
  );
}

/** The text in pieces, where what stands literally in the list of links is one. */
function withLinks(text: string, hrefs: readonly string[]): ReactNode[] {
  const longestFirst = hrefs.toSorted((a, b) => b.length - a.length).map(escapePattern);
  if (longestFirst.length === 0) return [text];
  const known = new Set(hrefs);
  return text.split(new RegExp(`(${longestFirst.join('|')})`)).map((piece, index) =>
    known.has(piece) ? (
      <a
        key={`${index} ${piece}`}
        className={styles['link']}
        href={piece}
        target="_blank"
        rel="noopener noreferrer"
      >
        {piece}
      </a>
    ) : (
      piece
    ),
  );
}

function escapePattern(text: string): string {
  return text.replaceAll(/[$()*+./?[\\\]^{|}-]/g, (sign) => `\\${sign}`);
}
