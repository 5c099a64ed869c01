import { useState } from 'react';

import { useCommandForm } from '../../query/use-command-form.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Facts } from '../../ui/facts.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { SettingsForm, type SettingsPageProps } from './settings-form.tsx';
import styles from './settings.module.css';
import { useSavedToast } from './use-saved-toast.ts';

/** The console's own settings, and where its things are. */
export function ConsoleForm({ settings, blocked }: SettingsPageProps) {
  const stored = settings.console.idleLockMinutes;
  const [minutes, setMinutes] = useState<number | null>(stored);
  const form = useCommandForm('settings.saveConsole');
  const saved = useSavedToast();
  const save = async () => {
    if ((await form.submit({ idleLockMinutes: minutes ?? Number.NaN })) !== null) {
      saved('The console’s lock is');
    }
  };
  return (
    <SettingsForm
      title="Console"
      {...{ form, blocked }}
      changed={minutes !== stored}
      onSave={() => void save()}
      onReset={() => setMinutes(stored)}
      effect={<Places />}
    >
      <NumberField
        label="Lock after"
        unit="minutes without a key or a click"
        description="The password opens it again. It also locks with its key and when the computer sleeps."
        min={1}
        max={1440}
        value={minutes}
        error={form.fieldErrors['idleLockMinutes'] && 'Enter a number from 1 to 1440.'}
        changed={minutes !== stored}
        onChange={(next) => {
          setMinutes(next);
          form.clear('idleLockMinutes');
        }}
      />
    </SettingsForm>
  );
}

function Places() {
  const { data: status } = useQueryOf('application.status', {});
  if (!status) return null;
  const { addresses, dataDirectory, version } = status;
  const places = [
    ['Data folder', dataDirectory],
    ['Accounts site', addresses.accountsSite],
    ['Capture server', addresses.captureServer],
    ['Version', version],
  ] as const;
  return (
    <>
      <h3 className={styles['heading']}>This installation</h3>
      <Facts
        items={places.flatMap(([label, value]) =>
          value === null ? [] : [{ label, value, copy: value, mono: true }],
        )}
      />
    </>
  );
}
