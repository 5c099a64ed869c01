import { keepPreviousData } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import type { SiteAnswer } from '../../../shared/contract/settings.ts';
import { counted } from '../../app/counted.ts';
import { useOfProject } from '../../app/use-of-project.ts';
import { useSettled } from '../../app/use-settled.ts';
import { callError } from '../../query/call-error.ts';
import { useCommand } from '../../query/use-command.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { putSettings } from './put-stored.ts';
import { SettingsForm, type SettingsPageProps } from './settings-form.tsx';
import styles from './settings.module.css';
import { useSettingsForm } from './use-settings-form.ts';

/** What mails name the site, and where their links lead. */
export function SiteForm({ settings, blocked }: SettingsPageProps) {
  const page = useSettingsForm({
    section: 'site',
    command: 'settings.saveSite',
    stored: settings.site,
    valuesOf: (site) => site,
    putStored: putSettings('site'),
  });
  const { values, errors, isChanged, changeOf, changed, form, set } = page;
  const [asking, setAsking] = useState(false);
  const domain = useRef<HTMLInputElement>(null);
  // Whose values count is said in the form, under the question.
  if (asking && page.meanwhile) setAsking(false);
  const ofProject = useOfProject();
  const { data: counts } = useQueryOf('application.counts', {});
  const { pending = 0, expired = 0, toApprove = 0 } = counts ?? {};
  const open = pending - expired - toApprove;
  const movesLinks = open > 0 && (isChanged('domain') || isChanged('scheme'));
  const save = async () => {
    setAsking(false);
    return page.save(values, 'The site is');
  };
  return (
    <>
      <SettingsForm
        title="Site"
        {...{ form, blocked, changed, meanwhile: page.meanwhile }}
        onSave={() => {
          if (!movesLinks) return save();
          setAsking(true);
          return null;
        }}
        onReset={page.discard}
        effect={
          <LinkEffect
            {...{ ...values, blocked }}
            onMeant={(meant) => {
              set(meant);
              // The button goes with its warning.
              domain.current?.focus();
            }}
          />
        }
      >
        {ofProject && (
          <Notice
            tone="warn"
            title="Name and domain are the Django project’s own."
            announced={false}
          >
            They are its row in django_site: the mails of its own site change with them.
          </Notice>
        )}
        <TextField
          label="Name"
          description="Stands in subjects and in the sender’s name."
          value={values.name}
          error={errors['name']}
          changed={changeOf('name')}
          onChange={(name) => set({ name })}
        />
        <TextField
          label="Domain"
          description="Host of the links in mails, with its port if it has one of its own."
          mono
          inputRef={domain}
          value={values.domain}
          error={errors['domain']}
          changed={changeOf('domain')}
          onChange={(domain) => set({ domain })}
        />
        <RadioCards
          label="Scheme"
          columns={2}
          items={[
            { value: 'https', title: 'https', text: 'For every site that others reach.' },
            { value: 'http', title: 'http', text: 'For a site on this computer.' },
          ]}
          value={values.scheme}
          error={errors['scheme']}
          changed={changeOf('scheme')}
          onChange={(scheme) => set({ scheme })}
        />
      </SettingsForm>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Change where links lead while ${counted(open, 'link')} ${open === 1 ? 'is' : 'are'} open?`}
        description={`Links already mailed stay as they are. Mails that wait in the outbox, and new ones, lead to ${values.scheme}://${values.domain.trim()}. Whoever has an old link needs the site to go on answering at ${settings.site.scheme}://${settings.site.domain}, or a new mail.`}
        confirmLabel="Save the change"
        onConfirm={() => void save()}
      />
    </>
  );
}

interface SiteCheckProps {
  readonly domain: string;
  readonly scheme: 'http' | 'https';
  readonly blocked: string | undefined;
}

interface LinkEffectProps extends SiteCheckProps {
  readonly onMeant: (meant: Pick<SiteCheckProps, 'domain' | 'scheme'>) => void;
}

function LinkEffect({ domain, scheme, blocked, onMeant }: LinkEffectProps) {
  const settled = useSettled(domain);
  const { data } = useQueryOf(
    'settings.linkPreview',
    { domain: settled, scheme },
    { placeholderData: keepPreviousData },
  );
  return (
    <>
      <h3 className={styles['heading']}>Links in mails will look like</h3>
      <p className={styles['link']} aria-live="polite">
        {data?.link ? <bdi>{data.link}</bdi> : 'No link can be built from this domain yet.'}
      </p>
      {data?.warnings.map(({ title, advice, meant }) => (
        <Notice
          key={title}
          tone="warn"
          title={title}
          action={
            meant && blocked === undefined
              ? {
                  label: `Use ${meant.scheme}://${meant.domain}`,
                  onClick: () => onMeant({ domain: meant.domain, scheme: meant.scheme }),
                }
              : undefined
          }
        >
          {advice}
        </Notice>
      ))}
      {data && data.link !== null && !data.known && (
        <SiteCheck key={data.link} domain={settled} scheme={scheme} blocked={blocked} />
      )}
    </>
  );
}

/** Nothing is said of a site elsewhere that was not looked at; one press looks. */
function SiteCheck({ domain, scheme, blocked }: SiteCheckProps) {
  const checking = useCommand('settings.checkSite');
  const [answer, setAnswer] = useState<SiteAnswer | 'asking' | null>(null);
  const check = async () => {
    setAnswer('asking');
    setAnswer(
      await checking.run({ domain, scheme }).catch((thrown: unknown): SiteAnswer => {
        const { message: title, advice = '' } = callError(thrown).failure;
        return { tone: 'warn', title, advice };
      }),
    );
  };
  if (answer === 'asking') return <Notice tone="waiting" title="The site is asked." />;
  const again = {
    label: answer === null ? 'Check now' : 'Check again',
    onClick: () => void check(),
  };
  const action = blocked === undefined ? again : undefined;
  if (answer !== null) {
    return (
      <Notice tone={answer.tone} title={answer.title} action={action}>
        {answer.advice}
      </Notice>
    );
  }
  return (
    <Notice tone="neutral" title="Not checked." action={action}>
      Whether your site answers there is not known. A check asks its server for the sign-in page.
    </Notice>
  );
}
