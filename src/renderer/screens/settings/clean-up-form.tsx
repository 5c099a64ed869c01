import { useNavigate } from '@tanstack/react-router';

import type { Settings } from '../../../shared/contract/settings.ts';
import { countedFirst } from '../../app/counted.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { describeMoment } from '../../ui/describe-time.ts';
import { Facts } from '../../ui/facts.tsx';
import { NumberField } from '../../ui/number-field.tsx';
import { Select } from '../../ui/select.tsx';
import { putSettings } from './put-stored.ts';
import { SettingsForm, type SettingsPageProps } from './settings-form.tsx';
import styles from './settings.module.css';
import { useSettingsForm } from './use-settings-form.ts';

type Stored = Settings['cleanUp'];
/** Null while a field is empty. */
type CleanUpValues = Pick<Stored, 'when' | 'hour'> & {
  readonly [Name in 'endedDays' | 'mostPerRun']: number | null;
};

const TIMES = [
  { value: 'off', label: 'Only by hand' },
  { value: 'daily', label: 'Every day' },
  { value: 'weekly', label: 'Every Monday' },
] as const;

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));

/** When ended sign-ups are cleaned up by themselves. */
export function CleanUpForm({ settings, blocked }: SettingsPageProps) {
  const page = useSettingsForm({
    section: 'clean-up',
    command: 'settings.saveCleanUp',
    stored: settings.cleanUp,
    valuesOf: (cleanUp): CleanUpValues => cleanUp,
    putStored: putSettings('cleanUp'),
  });
  const { values, errors, changeOf, changed, form, set } = page;
  const input = {
    ...values,
    endedDays: values.endedDays ?? Number.NaN,
    mostPerRun: values.mostPerRun ?? Number.NaN,
  };
  return (
    <SettingsForm
      title="Clean-up"
      {...{ form, blocked, changed, meanwhile: page.meanwhile }}
      onSave={async () => page.save(input, 'The clean-up is')}
      onReset={page.discard}
      effect={<CleanUpRuns />}
    >
      <Select
        label="Clean up ended sign-ups"
        description="They move to the trash for 30 days. Nobody who was ever activated, has signed in, is staff or is referred to by a table of the site goes."
        items={TIMES}
        value={values.when}
        changed={changeOf('when')}
        onChange={(when) => set({ when })}
      />
      {values.when !== 'off' && (
        <>
          <Select
            label="At"
            description="By this computer’s clock. What it slept through is made up for when it wakes."
            items={HOURS}
            value={String(values.hour)}
            changed={changeOf('hour')}
            onChange={(hour) => set({ hour: Number(hour) })}
          />
          <NumberField
            label="Whose link ended at least"
            unit="days ago"
            description="0 takes everybody whose link has ended."
            min={0}
            max={3_650}
            value={values.endedDays}
            error={errors['endedDays'] && 'Enter a number from 0 to 3,650.'}
            changed={changeOf('endedDays')}
            onChange={(endedDays) => set({ endedDays })}
          />
          <NumberField
            label="At most"
            unit="sign-ups at a time"
            description="The oldest go first; the others wait for the next time."
            min={1}
            max={200_000}
            value={values.mostPerRun}
            error={errors['mostPerRun'] && 'Enter a number from 1 to 200,000.'}
            changed={changeOf('mostPerRun')}
            onChange={(mostPerRun) => set({ mostPerRun })}
          />
        </>
      )}
    </SettingsForm>
  );
}

function CleanUpRuns() {
  const { data: runs } = useQueryOf('registrations.cleanUpRuns', {});
  const navigate = useNavigate();
  if (!runs) return null;
  const { lastRun, nextRun } = runs;
  const last =
    lastRun === null
      ? 'Never'
      : `${describeMoment(new Date(lastRun.at))}: ${countedFirst(lastRun.done, 'sign-up')}`;
  return (
    <>
      <h3 className={styles['heading']}>By itself</h3>
      <Facts
        items={[
          { label: 'Last', value: last },
          {
            label: 'Next',
            value: nextRun === null ? 'Only by hand' : describeMoment(new Date(nextRun)),
          },
        ]}
      />
      {lastRun !== null && (
        <Button
          onClick={() => void navigate({ to: '/activity', search: { id: lastRun.operationId } })}
        >
          Show the last one
        </Button>
      )}
    </>
  );
}
