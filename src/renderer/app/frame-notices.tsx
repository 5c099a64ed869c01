import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';

import type { ApplicationCounts, ApplicationStatus } from '../../shared/contract/application.ts';
import { useConnection } from '../bridge/bridge-provider.tsx';
import { useCommand } from '../query/use-command.ts';
import { useQueryOf } from '../query/use-query-of.ts';
import { Notice } from '../ui/notice.tsx';
import { useActs } from './acts/acts.tsx';
import { counted } from './counted.ts';

const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short' });

/** Strips at the foot of the screen: a lost connection, mail that stands still, what the start found. */
export function FrameNotices({ counts }: { readonly counts: ApplicationCounts | undefined }) {
  const { data: status } = useQueryOf('application.status', {});
  return (
    <>
      <LostConnection />
      {counts?.mailPaused && <MailPaused {...counts.mailPaused} />}
      {counts?.mailSlowed && <MailSlowed {...counts.mailSlowed} />}
      {counts !== undefined && counts.faults > 0 && <FaultsOn rules={counts.faults} />}
      {status && <StartNotices status={status} />}
    </>
  );
}

function LostConnection() {
  const { state, retry, leave } = useConnection();
  if (state.kind === 'refused') {
    return (
      <Notice
        variant="foot-strip"
        tone="danger"
        title="Gatehouse was started anew. Nothing can be saved here any more."
        action={{ label: 'Leave this page', onClick: leave }}
      >
        Copy what you typed, then open the address that Gatehouse printed.
      </Notice>
    );
  }
  if (state.kind !== 'lost') return null;
  return (
    <Notice
      variant="foot-strip"
      tone="danger"
      title="Connection lost."
      action={{ label: 'Try now', onClick: retry }}
    >
      Rows are as of {clock.format(state.since)}. <NextTry at={state.nextTryAt} />
    </Notice>
  );
}

function NextTry({ at }: { readonly at: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  const seconds = Math.ceil((at - now) / 1_000);
  // What changes each second is not read out each second.
  return (
    <span aria-live="off">{seconds > 0 ? `Trying again in ${seconds} s.` : 'Trying again.'}</span>
  );
}

function MailPaused({ title, advice, nextTryAt }: NonNullable<ApplicationCounts['mailPaused']>) {
  const navigate = useNavigate();
  const { pathname } = useLocation();
  // The outbox says it itself, with what can be done about it.
  if (pathname === '/mail/outbox') return null;
  return (
    <Notice
      variant="foot-strip"
      tone="warn"
      title={title}
      action={{
        label: 'Open the outbox',
        onClick: () => void navigate({ to: '/mail/outbox', search: {} }),
      }}
    >
      {advice} {nextTryAt !== null && `Next try at ${clock.format(new Date(nextTryAt))}.`}
    </Notice>
  );
}

function MailSlowed({ perMinute, until }: NonNullable<ApplicationCounts['mailSlowed']>) {
  return (
    <Notice variant="foot-strip" tone="neutral" title="The server asked for fewer mails.">
      {counted(perMinute, 'mail')} a minute until {clock.format(new Date(until))}, then more again.
    </Notice>
  );
}

/** Said until it is off: mail that fails on purpose must never be taken for a real fault. */
function FaultsOn({ rules }: { readonly rules: number }) {
  const { tell, refuse } = useActs();
  const switchOff = useCommand('faults.switchOff');
  const { data: session } = useQueryOf('session.state', {});
  const switchAllOff = () =>
    switchOff
      .run({})
      .then(({ operationId }) => tell({ title: 'The faults are off.', undo: operationId }), refuse);
  return (
    <Notice
      variant="foot-strip"
      tone="warn"
      title={`The capture server fails on purpose: ${counted(rules, 'rule')} on.`}
      action={
        session?.person?.isSuperuser
          ? { label: 'Switch all off', onClick: () => void switchAllOff() }
          : undefined
      }
    >
      <Link to="/settings/$section" params={{ section: 'faults' }}>
        Faults
      </Link>
    </Notice>
  );
}

const TONES = { info: 'neutral', warn: 'warn', danger: 'danger' } as const;

/** Read-only stays in sight; everything else may be dismissed once read. */
function StartNotices({ status }: { readonly status: ApplicationStatus }) {
  const [dismissed, setDismissed] = useState<readonly string[]>([]);
  return status.notices
    .filter(({ text }) => !dismissed.includes(text))
    .map(({ tone, text }) => {
      const [title = text, ...rest] = text.split(/(?<=\.)\s+/);
      const stays = text === status.readOnly;
      return (
        <Notice
          key={text}
          variant="foot-strip"
          tone={TONES[tone]}
          title={title}
          onDismiss={stays ? undefined : () => setDismissed((before) => [...before, text])}
        >
          {rest.join(' ')}
        </Notice>
      );
    });
}
