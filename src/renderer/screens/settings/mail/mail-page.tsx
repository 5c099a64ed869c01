import { Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';

import type { MailSettings, Profile } from '../../../../shared/contract/mail-settings.ts';
import { useActions } from '../../../app/keys/actions.tsx';
import { CallFailed } from '../../../app/acts/call-failed.tsx';
import { useQueryOf } from '../../../query/use-query-of.ts';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import { useDrafts } from '../../../app/leaving/drafts.ts';
import type { SettingsPageProps } from '../settings-form.tsx';
import styles from '../settings.module.css';
import { CaptureForm } from './capture-form.tsx';
import { DeliverySection } from './delivery-section.tsx';
import { Doctor } from './doctor.tsx';
import { isProfileUnsaved } from './mail-unsaved.ts';
import { ProfileForm } from './profile-form.tsx';
import { KEEP_ALL, profileValues, type Secrets } from './profile-values.ts';
import { SenderForm } from './sender-form.tsx';
import { useProfilePage } from './use-profile-page.ts';
import { type SenderPage, useSenderPage } from './use-sender-page.ts';

interface MailPageProps extends SettingsPageProps {
  /** The way that the doctor examines at once: `capture`, or the id of a mail server. */
  readonly examine: string | undefined;
}

/** Where mails go, through which servers, and whom they are from. */
export function MailPage(props: MailPageProps) {
  const { data: mail, error, refetch } = useQueryOf('mailSettings.get', {});
  if (mail) return <MailForms {...props} mail={mail} />;
  if (error) return <CallFailed error={error} onRetry={() => void refetch()} />;
  return <SkeletonRows count={6} />;
}

interface OpenServer {
  /** The server whose form is open, or `new`. */
  readonly editing: string | null;
  /** The one that was open before. */
  readonly closed: string | null;
  readonly atOnce: boolean;
  readonly typedSecrets: Secrets;
}

const NONE_OPEN: OpenServer = {
  editing: null,
  closed: null,
  atOnce: false,
  typedSecrets: KEEP_ALL,
};

interface MailFormsProps extends MailPageProps {
  readonly mail: MailSettings;
}

function MailForms({ mail, settings, blocked, examine }: MailFormsProps) {
  const drafts = useDrafts();
  const senderPage = useSenderPage(mail);
  const [{ editing, closed, atOnce, typedSecrets }, setOpen] = useState<OpenServer>({
    ...NONE_OPEN,
    editing: examine === 'capture' ? null : (examine ?? null),
    atOnce: examine !== undefined,
  });
  // The way that somebody is asked about before mails go it.
  const [chosen, setChosen] = useState<string | null>(null);
  const setEditing = (id: string) => setOpen({ ...NONE_OPEN, editing: id });
  useActions([
    {
      id: 'mail-server.new',
      group: 'Mail servers',
      label: 'New mail server',
      keywords: 'smtp add',
      icon: Plus,
      disabledReason: blocked ?? (editing === 'new' ? 'It is open.' : undefined),
      run: () => setEditing('new'),
    },
  ]);
  /** A server may be saved or deleted late, when another one is open. */
  const openInPlace = (next: Partial<OpenServer>) =>
    setOpen((now) => (now.editing === editing ? { ...NONE_OPEN, ...next } : now));
  const unsaved = (id: string): boolean => isProfileUnsaved(mail, drafts, id);
  const shared = { mail, blocked, atOnce, testRecipient: settings.testRecipient };
  const delivery = (
    <DeliverySection
      {...{ mail, blocked, editing, unsaved, closed, chosen }}
      onEdit={setEditing}
      onChoose={setChosen}
    />
  );
  const sender = (
    <>
      <SenderForm {...{ blocked }} page={senderPage} siteName={settings.site.name} />
      <CaptureForm capture={mail.capture} blocked={blocked} />
    </>
  );
  const profile = mail.profiles.find(({ id }) => id === editing) ?? null;
  if (editing !== null && (profile !== null || editing === 'new')) {
    return (
      <EditedServer
        key={editing}
        {...{ ...shared, profile, typedSecrets, delivery, sender }}
        onSender={senderPage.set}
        onUse={setChosen}
        onSaved={(id, secrets) => openInPlace({ editing: id, typedSecrets: secrets })}
        onClose={(focused) => openInPlace({ closed: focused })}
      />
    );
  }
  const live = mail.profiles.find(({ id }) => id === mail.live);
  return (
    <div className={styles['columns']}>
      <div>{delivery}</div>
      <div className={styles['doctor']}>
        <Doctor
          // Anew when mails go another way: what was found is of the old one.
          key={mail.live}
          {...{ blocked, testRecipient: settings.testRecipient }}
          calls={atOnce ? 1 : 0}
          patient={live?.name ?? 'the capture server'}
          draft={live ? { ...profileValues(live), id: live.id, secrets: KEEP_ALL } : null}
          onOpen={live && (() => setOpen({ ...NONE_OPEN, editing: live.id, atOnce: true }))}
        />
      </div>
      <div>{sender}</div>
    </div>
  );
}

interface EditedServerProps {
  readonly mail: MailSettings;
  readonly blocked: string | undefined;
  readonly atOnce: boolean;
  readonly testRecipient: string;
  readonly profile: Profile | null;
  readonly typedSecrets: Secrets;
  readonly delivery: ReactNode;
  readonly sender: ReactNode;
  readonly onSender: SenderPage['set'];
  readonly onUse: (id: string) => void;
  readonly onSaved: (id: string, typedSecrets: Secrets) => void;
  readonly onClose: (closed: string) => void;
}

/** One server's form, and the doctor for what is typed in it. */
function EditedServer(props: EditedServerProps) {
  const { mail, blocked, atOnce, profile, testRecipient, delivery, sender } = props;
  const { typedSecrets, onSender, onUse, onSaved, onClose } = props;
  const [calls, setCalls] = useState(atOnce ? 1 : 0);
  const liveName = mail.profiles.find(({ id }) => id === mail.live)?.name ?? 'the capture server';
  const page = useProfilePage({
    profile,
    defaults: mail.defaults,
    blocked,
    live: { id: mail.live, name: liveName },
    onUse,
    typedSecrets,
    onSaved,
  });
  return (
    <div className={styles['columns']}>
      <div>
        {delivery}
        <ProfileForm
          {...{ page, onSender, onClose }}
          isLive={profile?.id === mail.live}
          onExamine={() => setCalls(calls + 1)}
        />
      </div>
      <div className={styles['doctor']}>
        <Doctor
          {...{ blocked, calls, testRecipient }}
          patient={page.values.name || page.values.host || 'this server'}
          draft={page.draft}
          onFix={page.set}
          onField={page.showField}
        />
      </div>
      <div>{sender}</div>
    </div>
  );
}
