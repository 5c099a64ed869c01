import { Inbox, Plus, Server } from 'lucide-react';
import { useEffect, useEffectEvent, useRef, useState } from 'react';

import type { MailSettings } from '../../../../shared/contract/mail-settings.ts';
import { FormRefusal } from '../../../app/acts/form-refusal.tsx';
import { counted, isolated } from '../../../app/counted.ts';
import { useCommandForm } from '../../../query/use-command-form.ts';
import { useQueryOf } from '../../../query/use-query-of.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ForeignText } from '../../../ui/foreign-text.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { RadioCards } from '../../../ui/radio-cards.tsx';
import { showTurns } from '../../../ui/show-turns.ts';
import { Swatch } from '../../../ui/swatch.tsx';
import styles from '../settings.module.css';
import { useSavedToast } from '../use-saved-toast.ts';
import { DoctorsVerdict } from './doctors-verdict.tsx';
import { profileValues } from './profile-values.ts';
import { UnreadServers } from './unread-servers.tsx';

interface DeliverySectionProps {
  readonly mail: MailSettings;
  readonly blocked: string | undefined;
  readonly editing: string | null;
  readonly unsaved: (id: string) => boolean;
  readonly onEdit: (id: string) => void;
  /** The server, or `new`, whose form was just closed: the focus goes back to what opened it. */
  readonly closed: string | null;
  /** The way that is asked about, or null. */
  readonly chosen: string | null;
  readonly onChoose: (way: string | null) => void;
}

/** Which way mails go now, and the servers they could go through. */
export function DeliverySection(props: DeliverySectionProps) {
  const { mail, blocked, editing, unsaved, onEdit, closed, chosen, onChoose } = props;
  // Why not, is said once, above.
  const fixed = blocked === undefined ? undefined : 'This can’t be changed now.';
  const opener = useRef<HTMLButtonElement>(null);
  const newServer = useRef<HTMLButtonElement>(null);
  const goBack = useEffectEvent(() => {
    const { current } = closed === 'new' ? newServer : opener;
    if (document.activeElement === document.body) current?.focus();
  });
  useEffect(() => goBack(), []);
  return (
    <div className={styles['form']}>
      <h2 className={styles['title']}>Mail</h2>
      {blocked !== undefined && <Notice tone="neutral" title={blocked} />}
      <RadioCards
        label="Where mails go now"
        items={[
          {
            value: 'capture',
            title: 'Capture here',
            text: 'Every mail is caught in this console. Nothing leaves the computer.',
            icon: Inbox,
            disabledReason: fixed,
          },
          ...mail.profiles.map(({ id, name, host, port }) => ({
            value: id,
            title: showTurns(name),
            text: `Mails leave through ${host}:${port} and reach people.`,
            icon: Server,
            disabledReason: fixed,
          })),
        ]}
        value={mail.live}
        onChange={onChoose}
      />
      {mail.live !== 'capture' && <LeavingWarnings {...mail} announced={false} />}
      <section className={styles['servers']} aria-label="Mail servers">
        {mail.profiles.map(({ id, name, colour, host, port, user }) => (
          <div key={id} className={styles['server']}>
            <Swatch colour={colour} />
            <span className={styles['grow']}>
              <ForeignText>{name}</ForeignText>{' '}
              <span className={styles['quiet']}>
                {host}:{port}
                {user !== '' && `, as ${showTurns(user)}`}
              </span>
            </span>
            {unsaved(id) && <span className={styles['unsaved']}>unsaved</span>}
            <Button
              ref={closed === id ? opener : undefined}
              aria-label={`Edit ${showTurns(name)}`}
              disabledReason={editing === id ? 'It is open below.' : undefined}
              onClick={() => onEdit(id)}
            >
              Edit
            </Button>
          </div>
        ))}
        <UnreadServers {...mail} blocked={blocked} next={newServer} />
        <div className={styles['buttons']}>
          <Button
            ref={newServer}
            icon={Plus}
            disabledReason={blocked ?? (editing === 'new' ? 'It is open below.' : undefined)}
            onClick={() => onEdit('new')}
          >
            New mail server
          </Button>
          {unsaved('new') && <span className={styles['unsaved']}>unsaved</span>}
        </div>
      </section>
      {chosen !== null && (
        <ChooseDialog {...{ mail }} live={chosen} onClose={() => onChoose(null)} />
      )}
    </div>
  );
}

interface ChooseDialogProps {
  readonly mail: MailSettings;
  readonly live: string;
  readonly onClose: () => void;
}

function askedOf({ live: now, profiles }: MailSettings, live: string) {
  const profile = profiles.find(({ id }) => id === live);
  return { profile, basedOn: { live: now, profile: profile ? profileValues(profile) : null } };
}

/** Says how many mails are affected before they go another way. */
function ChooseDialog({ mail, live, onClose }: ChooseDialogProps) {
  const choosing = useCommandForm('mailSettings.choose');
  const saved = useSavedToast();
  const { data: counts } = useQueryOf('application.counts', {});
  // As it was when it was asked: what others change meanwhile is another question.
  const [{ profile, basedOn }] = useState(() => askedOf(mail, live));
  const waiting = counts?.waitingMail ?? 0;
  const waits =
    waiting === 0
      ? ''
      : `${counted(waiting, 'mail')} that ${waiting === 1 ? 'waits' : 'wait'} will go this way too. `;
  const choose = async () => {
    const answer = await choosing.submit({ live, basedOn });
    if (answer === null) return;
    onClose();
    saved(
      profile ? `Delivery through ${isolated(profile.name)} is` : 'Capturing is',
      answer.operationId,
      { about: 'delivery' },
    );
  };
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={
        profile ? `Let mails leave through ${isolated(profile.name)}?` : 'Capture all mails here?'
      }
      description={
        profile
          ? `${waits}From now on people get them. What is captured stays here.`
          : `${waits}From now on nobody gets any mail.`
      }
      confirmLabel={profile ? 'Let mails leave' : 'Capture here'}
      tone={profile ? 'danger' : 'primary'}
      pending={choosing.pending}
      onConfirm={() => void choose()}
    >
      {profile && <DoctorsVerdict id={profile.id} />}
      {profile && <LeavingWarnings {...mail} />}
      <FormRefusal form={choosing} />
    </ConfirmDialog>
  );
}

interface LeavingWarningsProps extends Pick<MailSettings, 'warnings'> {
  readonly announced?: boolean;
}

function LeavingWarnings({ warnings, announced }: LeavingWarningsProps) {
  return warnings.map(({ title, advice }) => (
    <Notice key={title} tone="warn" title={title} announced={announced}>
      {advice}
    </Notice>
  ));
}
