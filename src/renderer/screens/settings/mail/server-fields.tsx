import { useState } from 'react';

import type { SmtpSecurity } from '../../../../shared/contract/mail-settings.ts';
import { useQueryOf } from '../../../query/use-query-of.ts';
import { Button } from '../../../ui/button.tsx';
import { Combobox } from '../../../ui/combobox.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from '../settings.module.css';
import type { ProfilePage } from './use-profile-page.ts';

export const SECURITIES: readonly {
  value: SmtpSecurity;
  label: string;
  detail: string;
  port: number;
}[] = [
  { value: 'starttls', label: 'STARTTLS, required', detail: 'usual, port 587', port: 587 },
  { value: 'tls', label: 'TLS from the start', detail: 'port 465', port: 465 },
  { value: 'starttls-if-offered', label: 'STARTTLS if offered', detail: 'weak', port: 587 },
  { value: 'none', label: 'No encryption', detail: 'this computer only', port: 25 },
];

/** The server that takes the mail. The port follows the security until it is typed by hand. */
export function ServerFields({ page }: { readonly page: ProfilePage }) {
  const { values, set, errors, isChanged, changeOf } = page;
  const [portTyped, setPortTyped] = useState(false);
  const chooseSecurity = (security: SmtpSecurity) => {
    const port = SECURITIES.find(({ value }) => value === security)?.port ?? values.port;
    set(portTyped ? { security } : { security, port });
  };
  return (
    <>
      <Provider page={page} />
      <div className={styles['pair']}>
        <TextField
          name="host"
          label="Server"
          placeholder="mail.shop.example"
          mono
          value={values.host}
          error={errors['host']}
          changed={changeOf('host')}
          onChange={(host) => set({ host })}
        />
        <NumberField
          label="Port"
          grouped={false}
          min={1}
          max={65_535}
          value={values.port}
          error={errors['port']}
          changed={changeOf('port')}
          onChange={(port) => {
            setPortTyped(true);
            set({ port });
          }}
        />
      </div>
      <Select
        label="Encryption"
        items={SECURITIES}
        value={values.security}
        error={errors['security']}
        changed={changeOf('security')}
        onChange={chooseSecurity}
      />
      {values.security === 'starttls-if-offered' && (
        <Notice tone="warn" title="Mails could be read on the way.">
          Whoever sits between can make the server seem to offer no encryption.
        </Notice>
      )}
      {values.pinnedCertificate !== '' && (
        <div className={styles['row']}>
          <p className={styles['grow']}>
            {isChanged('pinnedCertificate')
              ? 'Only the certificate that the doctor showed is trusted, once you save.'
              : 'Only one certificate is trusted, whoever issued it.'}
          </p>
          <Button onClick={() => set({ pinnedCertificate: '' })}>Trust no more</Button>
        </div>
      )}
    </>
  );
}

/** Fills the server in from a list of providers; the list is shipped, nobody is asked. */
function Provider({ page }: { readonly page: ProfilePage }) {
  const { values, set, profile } = page;
  const { data: presets = [] } = useQueryOf('mailSettings.presets', {});
  const items = presets.map(({ id, label, host, aliases }) => {
    return { value: id, label, detail: host, aliases };
  });
  const chosen = presets.find(({ host }) => host === values.host);
  const choose = (id: string) => {
    const preset = presets.find((each) => each.id === id);
    if (!preset) return;
    const { label, host, port, security, tokenUrl } = preset;
    // A name that another provider gave goes with it; one of the person's own stays.
    const isOwn = profile !== null || (values.name !== '' && values.name !== chosen?.label);
    const name = isOwn ? {} : { name: label };
    set({ host, port, security, ...(tokenUrl === '' ? {} : { tokenUrl }), ...name });
  };
  return (
    <Combobox
      // Anew when the server was typed, so that the name of another provider does not stay.
      key={chosen?.id ?? ''}
      label="Provider"
      placeholder="Search, or fill in below"
      empty="Not in the list. Fill in below."
      items={items}
      value={items.find(({ value }) => value === chosen?.id) ?? null}
      description={chosen?.hint || undefined}
      onChange={({ value }) => choose(value)}
    />
  );
}
