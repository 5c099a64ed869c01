import { useState } from 'react';

import { NumberField } from '../../../ui/number-field.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from '../settings.module.css';
import type { ProfilePage } from './use-profile-page.ts';

const NUMBERS = [
  { field: 'connections', label: 'Connections at a time', unit: undefined },
  { field: 'perMinute', label: 'Mails a minute, 0 for no limit', unit: undefined },
  { field: 'connectSeconds', label: 'Longest wait for a connection', unit: 'seconds' },
  { field: 'greetingSeconds', label: 'Longest wait for a greeting', unit: 'seconds' },
  { field: 'socketSeconds', label: 'Longest silence in between', unit: 'seconds' },
] as const;

/** What rarely needs a thought: every value has a default, which is named. */
export function AdvancedFields({ page }: { readonly page: ProfilePage }) {
  const { values, set, errors, changeOf, defaults } = page;
  const isOwn = (['envelopeFrom', 'helloName'] as const).some((field) => values[field] !== '');
  const isTuned = NUMBERS.some(({ field }) => values[field] !== defaults[field]);
  const [isOpen, setOpen] = useState(isOwn || isTuned);
  const faulty = ['envelopeFrom', 'helloName', ...NUMBERS.map(({ field }) => field)].some(
    (field) => errors[field] !== undefined,
  );
  return (
    <details
      className={styles['details']}
      open={isOpen || faulty}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>Bounces, name, speed and patience</summary>
      <TextField
        name="envelopeFrom"
        label="Bounces go to"
        description="Envelope sender. Empty, it is the sender’s address."
        type="email"
        value={values.envelopeFrom}
        error={errors['envelopeFrom']}
        changed={changeOf('envelopeFrom')}
        onChange={(envelopeFrom) => set({ envelopeFrom })}
      />
      <TextField
        label="Name given with EHLO"
        description="Empty, it is this computer’s name."
        mono
        value={values.helloName}
        error={errors['helloName']}
        changed={changeOf('helloName')}
        onChange={(helloName) => set({ helloName })}
      />
      {NUMBERS.map(({ field, label, unit }) => (
        <NumberField
          key={field}
          {...{ label, unit }}
          min={0}
          description={`Usually ${defaults[field]}.`}
          value={values[field]}
          error={errors[field] && 'Enter a number in range.'}
          changed={changeOf(field)}
          onChange={(value) => set({ [field]: value })}
        />
      ))}
    </details>
  );
}
