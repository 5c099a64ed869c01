import { useQueryOf } from '../../query/use-query-of.ts';
import { Checkbox } from '../../ui/checkbox.tsx';
import { Facts } from '../../ui/facts.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { putSettings } from './put-stored.ts';
import { SettingsForm, type SettingsPageProps } from './settings-form.tsx';
import styles from './settings.module.css';
import { useSettingsForm } from './use-settings-form.ts';

/** Null while the field is empty. */
interface ConsoleValues {
  readonly idleLockMinutes: number | null;
  readonly staffFollowPermissions: boolean;
}

/** The console's own settings, and where its things are. */
export function ConsoleForm({ settings, blocked }: SettingsPageProps) {
  const page = useSettingsForm({
    section: 'console',
    command: 'settings.saveConsole',
    stored: settings.console,
    valuesOf: (stored): ConsoleValues => stored,
    putStored: putSettings('console'),
  });
  const { values, errors, changeOf, changed, form, set } = page;
  const input = { ...values, idleLockMinutes: values.idleLockMinutes ?? Number.NaN };
  return (
    <SettingsForm
      title="Console"
      {...{ form, blocked, changed, meanwhile: page.meanwhile }}
      onSave={async () => page.save(input, 'The console is')}
      onReset={page.discard}
      effect={<Places />}
    >
      <NumberField
        label="Lock after"
        unit="minutes without a key or a click"
        description="The password opens it again. It also locks with its key and when the computer sleeps."
        min={1}
        max={1440}
        value={values.idleLockMinutes}
        error={errors['idleLockMinutes'] && 'Enter a number from 1 to 1440.'}
        changed={changeOf('idleLockMinutes')}
        onChange={(next) => set({ idleLockMinutes: next })}
      />
      <Checkbox
        label="Staff may do only what Django permits them"
        description="“Can view user” shows people, “Can change user” acts on them and reads mail, “Can add user” with it makes and invites new ones, “Can delete user” deletes, rejects and restores. Given to the person or to a group of theirs. Switched off, staff may do all of that. Superusers always may."
        checked={values.staffFollowPermissions}
        onChange={(next) => set({ staffFollowPermissions: next })}
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
