import { useNavigate } from '@tanstack/react-router';
import { Clapperboard } from 'lucide-react';
import { useState } from 'react';

import type { Rehearsal } from '../../../../shared/contract/rehearsal.ts';
import { CallFailed } from '../../../app/acts/call-failed.tsx';
import { counted } from '../../../app/counted.ts';
import { FormRefusal } from '../../../app/acts/form-refusal.tsx';
import { useBlock } from '../../../app/acts/use-block.ts';
import { useCommandForm } from '../../../query/use-command-form.ts';
import { useQueryOf } from '../../../query/use-query-of.ts';
import { Button } from '../../../ui/button.tsx';
import { ForeignText } from '../../../ui/foreign-text.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { RelativeTime } from '../../../ui/relative-time.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import { Spinner } from '../../../ui/spinner.tsx';
import settings from '../settings.module.css';
import { FrameDialog } from './frame-dialog.tsx';
import { FramePicture } from './frame-picture.tsx';
import styles from './rehearsal.module.css';

/** Sends a made-up visitor through the accounts site and shows what they saw, picture by picture. */
export function RehearsalPage() {
  const { data, error, refetch } = useQueryOf('rehearsal.state', {});
  const starting = useCommandForm('rehearsal.start');
  const stopping = useCommandForm('rehearsal.stop');
  const blocked = useBlock('rehearsal.start');
  if (error) return <CallFailed error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={6} />;
  const { rehearsal } = data;
  const running = starting.pending || rehearsal?.running === true;
  return (
    <div className={styles['rehearsal']}>
      <h2 className={settings['title']}>Rehearsal</h2>
      <p className={settings['quiet']}>
        A made-up visitor registers, follows the link of their mail, signs in, changes the password,
        forgets it and chooses another: by the pages, the rules and the mails that everybody gets.
        It takes place inside Gatehouse while mail is captured, and in the end the visitor is taken
        away again.
      </p>
      <div className={settings['buttons']}>
        <Button
          variant="primary"
          icon={Clapperboard}
          pending={running}
          disabledReason={blocked}
          onClick={() => void starting.submit({})}
        >
          {rehearsal === null ? 'Rehearse' : 'Rehearse again'}
        </Button>
        {rehearsal?.running && <Button onClick={() => void stopping.submit({})}>Stop</Button>}
      </div>
      <FormRefusal form={starting} />
      {rehearsal?.running && <FormRefusal form={stopping} />}
      {rehearsal && <Strip key={rehearsal.run} rehearsal={rehearsal} />}
    </div>
  );
}

function Strip({ rehearsal }: { readonly rehearsal: Rehearsal }) {
  const { run, frames, next, running, startedAt } = rehearsal;
  const [open, setOpen] = useState<number | null>(null);
  return (
    <>
      {!running && <Result rehearsal={rehearsal} />}
      <ol className={styles['strip']} aria-label="What the visitor saw">
        {frames.map((frame, place) => (
          <li key={place}>
            <FramePicture {...{ run, frame, place }} onOpen={() => setOpen(place)} />
          </li>
        ))}
        {next !== null && (
          <li className={styles['next']} role="status">
            <Spinner />
            {next}…
          </li>
        )}
      </ol>
      {!running && (
        <p className={settings['quiet']}>
          Played <RelativeTime at={startedAt} />.
        </p>
      )}
      {open !== null && (
        <FrameDialog
          {...{ run, frames }}
          place={open}
          onPlace={setOpen}
          onClose={() => setOpen(null)}
        />
      )}
    </>
  );
}

const SECTIONS = { mail: 'Mail', registration: 'Registration', site: 'Site' } as const;

function Result({ rehearsal }: { readonly rehearsal: Rehearsal }) {
  const { frames, problem, warnings } = rehearsal;
  if (problem !== null) return <Finding tone="danger" {...problem} />;
  const seconds = frames.reduce((sum, { tookMs }) => sum + tookMs, 0) / 1_000;
  const mails = counted(frames.filter(({ kind }) => kind === 'mail').length, 'mail');
  return (
    <>
      <Notice tone="ok" title="A visitor gets through.">
        All pages and {mails} came as they should, in {seconds.toFixed(1)} seconds.
      </Notice>
      {warnings.map((warning) => (
        <Finding key={warning.title} tone="warn" {...warning} section="site" />
      ))}
    </>
  );
}

interface FindingProps {
  readonly tone: 'danger' | 'warn';
  readonly title: string;
  readonly advice: string;
  readonly section: keyof typeof SECTIONS | null;
}

function Finding({ tone, title, advice, section }: FindingProps) {
  const navigate = useNavigate();
  const open = section !== null && {
    label: `Open ${SECTIONS[section]}`,
    onClick: () => void navigate({ to: '/settings/$section', params: { section } }),
  };
  return (
    <Notice tone={tone} title={<ForeignText>{title}</ForeignText>} action={open || undefined}>
      <ForeignText>{advice}</ForeignText>
    </Notice>
  );
}
