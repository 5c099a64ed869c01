import { useState } from 'react';

import type { Profile } from '../../../../shared/contract/mail-settings.ts';
import { FormRefusal } from '../../../app/acts/form-refusal.tsx';
import { useCommandForm } from '../../../query/use-command-form.ts';
import { Button } from '../../../ui/button.tsx';
import { CodeSample } from '../../../ui/code-sample.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { WHOSE_VALUES } from '../meanwhile-saved.tsx';
import styles from '../settings.module.css';
import { useSavedToast } from '../use-saved-toast.ts';
import { ProfileSecretField } from './profile-secret-field.tsx';
import type { ProfilePage } from './use-profile-page.ts';

/** Signing mails for a domain, for servers that do not do it themselves. */
export function DkimFields({ page }: { readonly page: ProfilePage }) {
  const { values, set, errors, changeOf, profile, blocked } = page;
  const making = useCommandForm('mailSettings.makeDkimKey');
  const saved = useSavedToast();
  const { dkimDomain: domain, dkimSelector: selector } = values;
  /** For which values a key was to be made. */
  const [made, setMade] = useState({ dkimDomain: domain, dkimSelector: selector });
  const [isOpen, setOpen] = useState(domain !== '');
  const record = profile?.dkimRecord ?? null;
  const make = async ({ id, dkimDomain, dkimSelector, dkimRecord }: Profile) => {
    setMade({ dkimDomain: domain, dkimSelector: selector });
    const answer = await making.submit({
      id,
      domain,
      selector,
      basedOn: { dkimDomain, dkimSelector, dkimRecord },
    });
    if (answer !== null) saved('The signature is', answer.operationId);
  };
  const isToldBeside = ['dkimDomain', 'dkimSelector'].some((field) => making.fieldErrors[field]);
  const fault = (field: keyof typeof made) =>
    errors[field] ?? (values[field] === made[field] ? making.fieldErrors[field] : undefined);
  return (
    <details
      className={styles['details']}
      open={isOpen || fault('dkimDomain') !== undefined}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>Signature (DKIM)</summary>
      <p className={styles['quiet']}>
        Most providers sign by themselves. Sign here if your server does not.
      </p>
      <TextField
        label="Signed for the domain"
        placeholder="shop.example"
        mono
        value={domain}
        error={fault('dkimDomain')}
        changed={changeOf('dkimDomain')}
        onChange={(dkimDomain) => set({ dkimDomain })}
      />
      <TextField
        label="Selector"
        placeholder="mail2026"
        mono
        value={selector}
        error={fault('dkimSelector')}
        changed={changeOf('dkimSelector')}
        onChange={(dkimSelector) => set({ dkimSelector })}
      />
      <ProfileSecretField
        {...{ page }}
        secret="dkimKey"
        label="Private key, in PEM"
        storedWords="A signing key is stored."
        multiline
      />
      <div className={styles['buttons']}>
        <Button
          pending={making.pending}
          disabledReason={
            blocked ?? (profile ? page.meanwhile && WHOSE_VALUES : 'Save the server first.')
          }
          onClick={() => profile && void make(profile)}
        >
          Make a new key
        </Button>
      </div>
      {isToldBeside || <FormRefusal form={making} />}
      {profile && profile.dkimDomain !== '' && !record && (
        <Notice
          tone="warn"
          title={profile.stored.dkimKey ? 'The stored key can’t be used.' : 'There is no key yet.'}
        >
          Without a key no mail leaves through this server, rather than one unsigned. Make a new
          one, or clear domain and selector.
        </Notice>
      )}
      {record && <CodeSample label={`TXT record at ${record.name}`} text={record.value} />}
    </details>
  );
}
