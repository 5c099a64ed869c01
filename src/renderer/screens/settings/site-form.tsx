import { keepPreviousData } from '@tanstack/react-query';

import { useSettled } from '../../app/use-settled.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Notice } from '../../ui/notice.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { SettingsForm, type SettingsPageProps } from './settings-form.tsx';
import styles from './settings.module.css';
import { useSettingsForm } from './use-settings-form.ts';

/** What mails name the site, and where their links lead. */
export function SiteForm({ settings, blocked }: SettingsPageProps) {
  const page = useSettingsForm({
    section: 'site',
    command: 'settings.saveSite',
    stored: settings.site,
  });
  const { values, errors, isChanged, changed, form, set } = page;
  return (
    <SettingsForm
      title="Site"
      {...{ form, blocked, changed }}
      onSave={() => void page.save(values, 'The site is')}
      onReset={page.discard}
      effect={<LinkEffect domain={values.domain} scheme={values.scheme} />}
    >
      <TextField
        label="Name"
        description="Stands in subjects and in the sender’s name."
        value={values.name}
        error={errors['name']}
        changed={isChanged('name')}
        onChange={(name) => set({ name })}
      />
      <TextField
        label="Domain"
        description="Host of the links in mails, with its port if it has one of its own."
        mono
        value={values.domain}
        error={errors['domain']}
        changed={isChanged('domain')}
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
        changed={isChanged('scheme')}
        onChange={(scheme) => set({ scheme })}
      />
    </SettingsForm>
  );
}

interface LinkEffectProps {
  readonly domain: string;
  readonly scheme: 'http' | 'https';
}

function LinkEffect({ domain, scheme }: LinkEffectProps) {
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
      {data?.warnings.map(({ title, advice }) => (
        <Notice key={title} tone="warn" title={title}>
          {advice}
        </Notice>
      ))}
    </>
  );
}
