import { useState, type MouseEvent, type ReactNode } from 'react';

import { useBridge } from '../../bridge/bridge-provider.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { SourceText } from '../../ui/source-text.tsx';
import styles from './mail.module.css';

interface MailLinkProps {
  readonly href: string;
  /** What the mail shows for it. */
  readonly shown: string;
  readonly children: ReactNode;
}

/**
 * A link out of a mail. It opens once, after its real target was seen: here in a dialog, in a
 * window of its own by the question that the system asks.
 */
export function MailLink({ href, shown, children }: MailLinkProps) {
  const { host } = useBridge();
  const [asking, setAsking] = useState(false);
  const ask = (event: MouseEvent) => {
    if (host === 'electron') return;
    event.preventDefault();
    if (event.button !== 2) setAsking(true);
  };
  return (
    <>
      <a
        className={styles['link']}
        href={href}
        target="_blank"
        rel="noopener noreferrer"
        draggable={false}
        onClick={ask}
        onAuxClick={ask}
      >
        <bdi>{children}</bdi>
      </a>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Open this address outside Gatehouse?"
        description={describeTarget(href, shown)}
        confirmLabel="Open"
        onConfirm={() => {
          setAsking(false);
          window.open(href, '_blank', 'noopener,noreferrer');
        }}
      >
        <p className={styles['target']}>
          <bdi>
            <SourceText>{href}</SourceText>
          </bdi>
        </p>
      </ConfirmDialog>
    </>
  );
}

/** Where it leads, and whether the mail says something else. */
function describeTarget(href: string, shown: string): string {
  const { host, username } = new URL(href);
  const [, claimed] =
    /^\s*(?:https?:\/\/)?((?:[\w-]+\.)+[a-z]{2,})(?:[/:?#\s]|$)/i.exec(shown) ?? [];
  const leads = `It leads to ${host}.`;
  if (username !== '') return `${leads} What stands before the @ is only a name.`;
  if (claimed === undefined || host.toLowerCase().startsWith(claimed.toLowerCase())) return leads;
  return `${leads} The mail shows ${claimed} instead.`;
}
