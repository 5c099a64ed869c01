import { useRef } from 'react';

import { counted } from '../../app/counted.ts';
import { useKeepsProfiles, useOfProject } from '../../app/use-of-project.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { LinkEffect } from './link-effect.tsx';
import { putSettings } from './put-stored.ts';
import { SettingsForm, type SettingsPageProps } from './settings-form.tsx';
import { useSaveQuestion } from './use-save-question.ts';
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
  const domain = useRef<HTMLInputElement>(null);
  const ofProject = useOfProject();
  const keepsProfiles = useKeepsProfiles();
  const { data: counts } = useQueryOf('application.counts', {});
  const { pending = 0, expired = 0, toApprove = 0 } = counts ?? {};
  const open = pending - expired - toApprove;
  const movesLinks =
    open > 0 && (isChanged('domain') || isChanged('scheme') || isChanged('accountsPath'));
  const save = async () => page.save(values, 'The site is');
  const second = useSaveQuestion(save);
  // Whose values count is said in the form, under the question.
  if (second.isAsked && page.meanwhile) second.cancel();
  return (
    <>
      <SettingsForm
        title="Site"
        {...{ form, blocked, changed, meanwhile: page.meanwhile }}
        onSave={movesLinks ? second.ask : save}
        asksFirst={second.isAsked}
        onReset={page.discard}
        effect={
          <LinkEffect
            {...{ site: values, blocked }}
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
            They are its row in django_site: the mails of its own site change with them. Where its
            pages are is in no table: the path and the password pages have to match its urls.py.
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
        <TextField
          label="Path"
          description="Where the accounts pages are. The built-in site has them at /accounts/."
          mono
          value={values.accountsPath}
          error={errors['accountsPath']}
          changed={changeOf('accountsPath')}
          onChange={(accountsPath) => set({ accountsPath })}
        />
        <RadioCards
          label="Password pages"
          columns={2}
          items={[
            {
              value: 'redux',
              title: 'password/reset/…',
              text: 'As django-registration-redux has them. The built-in site answers on both.',
            },
            {
              value: 'django',
              title: 'reset/…',
              text: 'As Django’s own django.contrib.auth.urls, which go with django-registration 3.',
            },
          ]}
          value={values.passwordPaths}
          error={errors['passwordPaths']}
          changed={changeOf('passwordPaths')}
          onChange={(passwordPaths) => set({ passwordPaths })}
        />
        {!keepsProfiles && (
          <Checkbox
            label="The site has the activation pages of django-registration-redux"
            description="It keeps no profiles, so it is taken to have none. With them people can begin with an activation mail: its link leads there."
            checked={values.activationPages}
            onChange={(activationPages) => set({ activationPages })}
          />
        )}
      </SettingsForm>
      <ConfirmDialog
        open={second.isAsked}
        onOpenChange={second.cancel}
        title={`Change where links lead while ${counted(open, 'link')} ${open === 1 ? 'is' : 'are'} open?`}
        description={`Links already mailed stay as they are. Mails that wait in the outbox, and new ones, lead to ${values.scheme}://${values.domain.trim()}${values.accountsPath.trim()}. Whoever has an old link needs the site to go on answering at ${settings.site.scheme}://${settings.site.domain}${settings.site.accountsPath}, or a new mail.`}
        confirmLabel="Save the change"
        pending={form.pending}
        onConfirm={() => void second.confirm()}
      />
    </>
  );
}
