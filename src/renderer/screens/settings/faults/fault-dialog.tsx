import { useRef, useState } from 'react';

import type { FaultRule } from '../../../../shared/contract/faults.ts';
import { FormRefusal } from '../../../app/form-refusal.tsx';
import { type CommandForm, useCommandForm } from '../../../query/use-command-form.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from '../settings.module.css';
import { type FaultValues, faultRule, faultValues } from './fault-values.ts';
import { KINDS, stagesOf } from './fault-words.ts';

export type SubmitFaults = CommandForm<'faults.save'>['submit'];

interface FaultDialogProps {
  /** Null for a new one. */
  readonly rule: FaultRule | null;
  /** Its place among the rules, as the refusals name it. */
  readonly place: number;
  /** Saves it among the others by the dialog’s own form, which shows what is refused. */
  readonly onSave: (rule: FaultRule, submit: SubmitFaults) => Promise<void>;
  readonly onClose: () => void;
}

/** One rule: for which mails, how often, what goes wrong and when. */
export function FaultDialog({ rule, place, onSave, onClose }: FaultDialogProps) {
  const form = useCommandForm('faults.save');
  const isSaving = useRef(false);
  const [values, setValues] = useState(() => faultValues(rule));
  const set = (changes: Partial<FaultValues>) => {
    setValues({ ...values, ...changes });
    form.clear();
  };
  const save = async () => {
    if (isSaving.current) return;
    isSaving.current = true;
    await onSave(faultRule(values, rule), form.submit);
    isSaving.current = false;
  };
  const error = (field: string) => form.fieldErrors[`rules.${place}.${field}`];
  const { kind } = values;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title={rule === null ? 'New fault' : 'Change this fault'}
      onSubmit={() => void save()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" pending={form.pending}>
            {rule === null ? 'Add and switch on' : 'Save'}
          </Button>
        </>
      }
    >
      <FormRefusal form={form} />
      <Select
        label="What goes wrong"
        items={KINDS}
        value={kind}
        onChange={(next) =>
          set({ kind: next, ...(next !== 'drop' && values.stage === 'data' && { stage: 'end' }) })
        }
      />
      {kind !== 'throttle' && (
        <Select
          label="When"
          items={stagesOf(kind)}
          value={values.stage}
          onChange={(stage) => set({ stage })}
        />
      )}
      <EffectFields {...{ values, set, error }} />
      <TextField
        label="Only mails from"
        description="Addresses, domains, or patterns with * and ?, separated by commas. Empty means everybody."
        mono
        value={values.sender}
        error={error('sender')}
        onChange={(sender) => set({ sender })}
      />
      <TextField
        label="Only mails to"
        mono
        value={values.recipient}
        error={error('recipient')}
        onChange={(recipient) => set({ recipient })}
      />
      <NumberField
        label="How often"
        unit="% of the times"
        min={1}
        max={100}
        value={values.chance}
        error={error('chance') && 'Enter a number from 1 to 100.'}
        onChange={(chance) => set({ chance })}
      />
    </Dialog>
  );
}

interface EffectFieldsProps {
  readonly values: FaultValues;
  readonly set: (changes: Partial<FaultValues>) => void;
  readonly error: (field: string) => string | undefined;
}

function EffectFields({ values, set, error }: EffectFieldsProps) {
  const { kind } = values;
  if (kind === 'delay') {
    return (
      <NumberField
        label="How late"
        unit="ms"
        min={1}
        max={300_000}
        value={values.ms}
        error={error('effect.ms') && 'Enter a number from 1 to 300,000.'}
        onChange={(ms) => set({ ms })}
      />
    );
  }
  if (kind === 'throttle') {
    return (
      <NumberField
        label="How slowly"
        unit="bytes a second"
        min={1}
        value={values.bytesPerSecond}
        error={error('effect.bytesPerSecond') && 'Enter a number of at least 1.'}
        onChange={(bytesPerSecond) => set({ bytesPerSecond })}
      />
    );
  }
  if (kind === 'drop') return null;
  const [field, from] =
    kind === 'reject' ? (['rejectCode', 500] as const) : (['deferCode', 400] as const);
  return (
    <div className={styles['pair']}>
      <TextField
        label="What the server says"
        value={values.text}
        error={error('effect.text')}
        onChange={(text) => set({ text })}
      />
      <NumberField
        label="Code"
        grouped={false}
        min={from}
        max={from + 99}
        value={values[field]}
        error={error('effect.code') && `From ${from} to ${from + 99}.`}
        onChange={(code) => set({ [field]: code })}
      />
    </div>
  );
}
