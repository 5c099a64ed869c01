import { MailX, Send } from 'lucide-react';
import { useState } from 'react';

import { mailKind } from '../../../shared/contract/templates.ts';
import { CallFailed } from '../../app/acts/call-failed.tsx';
import { type Looks, LooksBar, MailFrame, USUAL_LOOKS } from '../../app/mail/mail-frame.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { HeadersView, PlainView } from '../mail/source-views.tsx';
import { PersonPicker } from './person-picker.tsx';
import styles from './templates.module.css';
import type { PreviewState } from './use-template-preview.ts';

export type PreviewView = 'html' | 'text' | 'headers';

interface TemplatePreviewProps {
  readonly preview: PreviewState;
  readonly view: PreviewView;
  readonly onView: (view: PreviewView) => void;
  /** Whether a frame is written, which shows around one of the mails. */
  readonly isFrame: boolean;
  /** Why nothing can be sent, or undefined. */
  readonly blocked: string | undefined;
  readonly onSend: () => void;
}

/** The mail as it would leave, for somebody. Its links look real and lead nowhere. */
export function TemplatePreview(props: TemplatePreviewProps) {
  const { preview, view, onView, isFrame, blocked, onSend } = props;
  const [looks, setLooks] = useState<Looks>(USUAL_LOOKS);
  const { error, problems, isOld } = preview;
  return (
    <section className={styles['preview']} aria-label="Preview">
      <div className={styles['who']}>
        <div className={styles['whom']}>
          {isFrame && <InsidePicker {...{ preview }} />}
          <PersonPicker person={preview.person} onChoose={preview.choose} />
          <Button icon={Send} disabledReason={blocked} onClick={onSend}>
            Send a test…
          </Button>
        </div>
        {preview.mail && (
          <p className={styles['line']}>
            <span className={styles['quiet']}>Subject</span>{' '}
            <strong dir="auto">{preview.mail.subject}</strong>
          </p>
        )}
      </div>
      {isOld && preview.mail && (
        <Notice tone="warn" variant="strip" title="As it was before the errors." />
      )}
      {preview.mail?.wontOpen && (
        <Notice tone="warn" variant="strip" title={preview.mail.wontOpen} announced={false} />
      )}
      <Tabs
        label="Views of the mail"
        items={[
          { value: 'html', label: 'HTML' },
          { value: 'text', label: 'Text' },
          { value: 'headers', label: 'Headers' },
        ]}
        value={view}
        onChange={onView}
      >
        {error && <CallFailed error={error} onRetry={preview.retry} />}
        {!error && !preview.mail && problems.length > 0 && (
          <EmptyState
            icon={MailX}
            title="There is nothing to preview yet."
            text="It shows as soon as the errors are mended."
          />
        )}
        {!error && !preview.mail && problems.length === 0 && <SkeletonRows count={8} />}
        {preview.mail && view === 'html' && (
          <>
            <LooksBar {...{ looks }} onLooks={setLooks} />
            <MailFrame path={preview.mail.path} {...{ looks }} />
          </>
        )}
        {preview.mail && view === 'text' && (
          <PlainView label="Text of the mail" text={preview.mail.text} />
        )}
        {preview.mail && view === 'headers' && <HeadersView headers={preview.mail.headers} />}
      </Tabs>
    </section>
  );
}

/** Which mail shows in the frame that is written. */
function InsidePicker({ preview }: { readonly preview: PreviewState }) {
  const { data: list } = useQueryOf('templates.list', {});
  const items = mailKind.options.map((value) => ({
    value,
    label: list?.rows.find(({ kind }) => kind === value)?.name ?? value,
  }));
  return (
    <Select label="Around" items={items} value={preview.inside} onChange={preview.showInside} />
  );
}
