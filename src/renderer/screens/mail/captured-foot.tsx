import { ChevronDown, ChevronRight, TriangleAlert } from 'lucide-react';
import { useState } from 'react';

import type { CheckedLink } from '../../../shared/contract/checks.ts';
import type { CapturedMail } from '../../../shared/contract/mail.ts';
import { counted } from '../../app/counted.ts';
import { Button } from '../../ui/button.tsx';
import { SourceText } from '../../ui/source-text.tsx';
import { Attachments } from './captured-attachments.tsx';
import styles from './mail.module.css';
import { MailLink } from './mail-link.tsx';

interface MessageFootProps {
  readonly mail: CapturedMail;
  /** Whether the links are listed here, because the view itself shows none that can be followed. */
  readonly withLinks: boolean;
  /** What was found out of each link; undefined until that is known. */
  readonly checked: readonly CheckedLink[] | undefined;
  /** Where the mail's files are; undefined until that is known. */
  readonly path: string | undefined;
}

/** One row below a view: how many links there are, to be opened, and what came with the mail. */
export function MessageFoot({ mail, withLinks, checked, path }: MessageFootProps) {
  const [isOpen, setIsOpen] = useState(false);
  const { links, attachments } = mail;
  const hasLinks = withLinks && links.length > 0;
  if (!hasLinks && attachments.length === 0) return null;
  const wontOpen = new Map(checked?.map(({ href, wontOpen: why }) => [href, why]));
  const isOdd = links.some(({ href }) => wontOpen.get(href));
  return (
    <footer className={styles['foot']}>
      {hasLinks && (
        <section className={styles['links']} aria-label="Links" data-open={isOpen}>
          <Button
            size="small"
            variant="quiet"
            icon={isOdd ? TriangleAlert : isOpen ? ChevronDown : ChevronRight}
            aria-expanded={isOpen}
            onClick={() => setIsOpen(!isOpen)}
          >
            {counted(links.length, 'link')}
            {isOdd && ' that would not open'}
          </Button>
          {isOpen && (
            <ul aria-label="Links in this mail">
              {links.map(({ href, text }) => (
                <li key={href}>
                  <MailLink href={href} shown={text}>
                    <SourceText>{href}</SourceText>
                  </MailLink>
                  {wontOpen.get(href) && <p className={styles['wontOpen']}>{wontOpen.get(href)}</p>}
                </li>
              ))}
            </ul>
          )}
        </section>
      )}
      <Attachments key={`files ${mail.id}`} attachments={attachments} path={path} />
    </footer>
  );
}
