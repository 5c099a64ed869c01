import { Link } from '@tanstack/react-router';

import type { ProcedureName } from '../../../shared/contract/index.ts';
import { CallFailed } from '../../app/acts/call-failed.tsx';
import { LackNotice } from '../../app/acts/lack-notice.tsx';
import { useBlock, useLack } from '../../app/acts/use-block.ts';
import { useWriteBlock } from '../../app/acts/use-write-block.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { InvitationsPage } from '../invitations/invitations-page.tsx';
import { CleanUpForm } from './clean-up-form.tsx';
import { ConsoleForm } from './console-form.tsx';
import { DatabasePage } from './database-page.tsx';
import { isUnsaved, useDrafts } from '../../app/leaving/drafts.ts';
import { FaultsPage } from './faults/faults-page.tsx';
import { KeysPage } from './keys/keys-page.tsx';
import { isMailUnsaved } from './mail/mail-unsaved.ts';
import { MailPage } from './mail/mail-page.tsx';
import { NetworkForm } from './network-form.tsx';
import { RegistrationForm } from './registration-form.tsx';
import { RehearsalPage } from './rehearsal/rehearsal-page.tsx';
import { SETTINGS_PAGES } from './settings-pages.ts';
import type { SettingsSection } from '../../app/settings-section.ts';
import styles from './settings.module.css';
import { SignInForm } from './sign-in-form.tsx';
import { SiteForm } from './site-form.tsx';

const FORMS = {
  site: SiteForm,
  mail: MailPage,
  faults: FaultsPage,
  registration: RegistrationForm,
  'clean-up': CleanUpForm,
  rehearsal: RehearsalPage,
  'sign-in': SignInForm,
  network: NetworkForm,
  database: DatabasePage,
  console: ConsoleForm,
  keys: KeysPage,
} as const;

/** What pages show that not all staff may see. */
const SHOWN: { readonly [Section in SettingsSection]?: ProcedureName } = {
  invitations: 'invitations.list',
  rehearsal: 'rehearsal.state',
};

interface SettingsScreenProps {
  readonly section: SettingsSection;
  /** The way of mails that the doctor examines at once; see `settingsSearch`. */
  readonly examine?: string | undefined;
}

/** Everything a superuser sets, with its effect beside it. */
export function SettingsScreen({ section, examine }: SettingsScreenProps) {
  const { data: settings, error, refetch } = useQueryOf('settings.get', {});
  const { data: session } = useQueryOf('session.state', {});
  const { data: mail } = useQueryOf('mailSettings.get', {});
  const drafts = useDrafts();
  const readOnly = useWriteBlock();
  const blocked = session?.person?.isSuperuser
    ? readOnly
    : 'Only a superuser may change the settings.';
  const lack = useLack(SHOWN[section] ?? 'settings.get');
  const inviteBlocked = useBlock('invitations.create');
  const Form = section === 'invitations' ? null : FORMS[section];
  return (
    <>
      <PageHeader title="Settings" />
      <div className={styles['split']}>
        <nav className={styles['index']} aria-label="Settings">
          {SETTINGS_PAGES.map(({ section: value, label, stored }) => (
            <Link
              key={value}
              to="/settings/$section"
              params={{ section: value }}
              aria-current={value === section ? 'page' : undefined}
            >
              {label}{' '}
              {((settings && isUnsaved(stored(settings), drafts[value])) ||
                (value === 'mail' && mail && isMailUnsaved(mail, drafts))) && (
                <span className={styles['unsaved']}>unsaved</span>
              )}
            </Link>
          ))}
        </nav>
        {lack !== null ? (
          <LackNotice lack={lack} />
        ) : Form === null ? (
          <InvitationsPage policy={settings?.registration.policy} blocked={inviteBlocked} />
        ) : (
          <div className={styles['page']}>
            {error && <CallFailed error={error} onRetry={() => void refetch()} />}
            {!settings && !error && <SkeletonRows count={6} />}
            {settings && <Form key={section} {...{ settings, blocked, examine }} />}
          </div>
        )}
      </div>
    </>
  );
}
