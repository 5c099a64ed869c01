import { CallFailed } from '../../app/call-failed.tsx';
import { useWriteBlock } from '../../app/use-write-block.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { PageHeader } from '../../ui/page-header.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { ConsoleForm } from './console-form.tsx';
import { MailForm } from './mail-form.tsx';
import { RegistrationForm } from './registration-form.tsx';
import styles from './settings.module.css';
import { SiteForm } from './site-form.tsx';

type Section = 'site' | 'mail' | 'registration' | 'console';

const SECTIONS: readonly (readonly [Section, string])[] = [
  ['site', 'Site'],
  ['mail', 'Mail'],
  ['registration', 'Registration'],
  ['console', 'Console'],
];

const FORMS = {
  site: SiteForm,
  mail: MailForm,
  registration: RegistrationForm,
  console: ConsoleForm,
} as const;

/** Everything a superuser sets, with its effect beside it. */
export function SettingsScreen({ section }: { readonly section: Section }) {
  const { data: settings, error, refetch } = useQueryOf('settings.get', {});
  const { data: session } = useQueryOf('session.state', {});
  const readOnly = useWriteBlock();
  const blocked = session?.person?.isSuperuser
    ? readOnly
    : 'Only a superuser may change the settings.';
  const Form = FORMS[section];
  return (
    <>
      <PageHeader title="Settings" />
      <div className={styles['split']}>
        <nav className={styles['index']} aria-label="Settings">
          {SECTIONS.map(([value, label]) => (
            <a
              key={value}
              href={`#/settings/${value}`}
              aria-current={value === section ? 'page' : undefined}
            >
              {label}
            </a>
          ))}
        </nav>
        <div className={styles['page']}>
          {error && <CallFailed error={error} onRetry={() => void refetch()} />}
          {!settings && !error && <SkeletonRows count={6} />}
          {settings && <Form key={section} settings={settings} blocked={blocked} />}
        </div>
      </div>
    </>
  );
}
