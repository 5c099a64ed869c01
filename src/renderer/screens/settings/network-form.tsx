import { Laptop, Network } from 'lucide-react';

import type { Settings } from '../../../shared/contract/settings.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { RadioCards } from '../../ui/radio-cards.tsx';
import { networkInput, networkValues, type NetworkValues } from './network-values.ts';
import { ProxyChanges, ProxyNeeds } from './proxy-needs.tsx';
import { ProxyFields } from './proxy-fields.tsx';
import { putSettings } from './put-stored.ts';
import { SettingsForm, type SettingsPageProps } from './settings-form.tsx';
import styles from './settings.module.css';
import { useSaveQuestion } from './use-save-question.ts';
import { useSettingsForm } from './use-settings-form.ts';

const EXPOSURES = [
  {
    value: 'local',
    title: 'This machine only',
    text: 'Nobody else can reach the accounts site.',
    icon: Laptop,
  },
  {
    value: 'proxy',
    title: 'Through a reverse proxy',
    text: 'Others reach it by a server of yours that ends TLS.',
    icon: Network,
  },
] as const;

/** Names of this machine, which no proxy can be asked for from elsewhere. */
const LOOPBACK = /^(?:127\.0\.0\.1|\[::1\]|(?:.+\.)?localhost)(?::\d+)?$/i;

/** Who can reach the accounts site. A page of warnings, on purpose. */
export function NetworkForm({ settings, blocked }: SettingsPageProps) {
  const { network, site } = settings;
  const page = useSettingsForm({
    section: 'network',
    command: 'settings.saveNetwork',
    stored: network,
    valuesOf: networkValues,
    putStored: putSettings('network'),
  });
  const { values, errors, changeOf, changed, form, set } = page;
  const isProxy = values.exposure === 'proxy';
  const siteIsReady = site.scheme === 'https' && !LOOPBACK.test(site.domain);
  const opens = isProxy && network.exposure === 'local';
  const save = async () => page.save(networkInput(values), 'The network setting is');
  const second = useSaveQuestion(save);
  // Whose values count is said in the form, under the question.
  if (second.isAsked && page.meanwhile) second.cancel();
  return (
    <>
      <SettingsForm
        title="Network"
        {...{ form, blocked, changed, meanwhile: page.meanwhile }}
        unready={isProxy && !siteIsReady ? 'Set the domain and https first.' : undefined}
        onSave={opens ? second.ask : save}
        asksFirst={second.isAsked}
        onReset={page.discard}
        effect={isProxy ? <ProxyNeeds {...{ site, values }} /> : <LocalEffect />}
      >
        <RadioCards
          label="Who reaches the accounts site"
          items={EXPOSURES}
          value={values.exposure}
          error={errors['exposure']}
          changed={changeOf('exposure')}
          onChange={(exposure) => set({ exposure })}
        />
        {isProxy && <ProxyFields {...{ page, site, siteIsReady }} />}
      </SettingsForm>
      <OpenDialog
        {...{ site, values }}
        open={second.isAsked}
        pending={form.pending}
        onClose={second.cancel}
        onConfirm={() => void second.confirm()}
      />
    </>
  );
}

function LocalEffect() {
  return (
    <>
      <h3 className={styles['heading']}>What this means</h3>
      <p>
        The accounts site answers programs on this machine and nobody else. Links in mails work for
        people at this machine only.
      </p>
    </>
  );
}

interface OpenDialogProps {
  readonly site: Settings['site'];
  readonly values: NetworkValues;
  readonly open: boolean;
  readonly pending: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
}

function OpenDialog({ site, values, open, pending, onClose, onConfirm }: OpenDialogProps) {
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onClose}
      title="Open the accounts site to others?"
      description={
        <>
          It listens at <bdi>{values.listenAddress}</bdi> for the proxy of <bdi>{site.domain}</bdi>{' '}
          at once. Whoever reaches the proxy reaches the pages for sign-in and registration.
        </>
      }
      confirmLabel="Open it through the proxy"
      tone="danger"
      {...{ pending, onConfirm }}
    >
      <ProxyChanges />
    </ConfirmDialog>
  );
}
