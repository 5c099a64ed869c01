import { useRef } from 'react';

import type { FaultRule } from '../../../../shared/contract/faults.ts';
import { FormRefusal } from '../../../app/acts/form-refusal.tsx';
import { useLeaveQuestion } from '../../../app/leaving/use-leave-question.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { FormButtons } from '../../../ui/form-buttons.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import type { FieldChange } from '../../../ui/field.tsx';
import { MeanwhileNotice, WHOSE_VALUES } from '../meanwhile-saved.tsx';
import { putFaults } from '../put-stored.ts';
import styles from '../settings.module.css';
import { useSettingsForm } from '../use-settings-form.ts';
import { type FaultValues, faultRule, faultValues } from './fault-values.ts';
import { KINDS, stagesOf } from './fault-words.ts';

interface FaultDialogProps {
  /** Null for a new one. */
  readonly rule: FaultRule | null;
  /** All that are stored. */
  readonly rules: readonly FaultRule[];
  /** Saves after what is being saved. */
  readonly inTurn: <Answer>(save: () => Promise<Answer>) => Promise<Answer>;
  readonly onClose: () => void;
}

/** One rule: for which mails, how often, what goes wrong and when. */
export function FaultDialog({ rule, rules, inTurn, onClose }: FaultDialogProps) {
  const among = (all: readonly FaultRule[]) => all.findIndex(({ id }) => id === rule?.id);
  const page = useSettingsForm({
    section: `fault/${rule?.id ?? 'new'}`,
    command: 'faults.save',
    stored: { rules },
    valuesOf: (stored) => faultValues(stored.rules[among(stored.rules)] ?? rule),
    putStored: putFaults,
    isJudgedWhole: true,
  });
  const { values, set, changeOf, errors, form } = page;
  const place = among(rules) === -1 ? rules.length : among(rules);
  const isSaving = useRef(false);
  const close = () => {
    page.discard();
    onClose();
  };
  const save = async (): Promise<boolean> => {
    if (isSaving.current) return false;
    isSaving.current = true;
    const saved = { rules: rules.toSpliced(place, 1, faultRule(values, rule)) };
    const answer = await inTurn(() => page.save(saved, 'The fault is', () => ({ quiet: true })));
    isSaving.current = false;
    if (answer !== null) onClose();
    return answer !== null;
  };
  const leaving = useLeaveQuestion({
    what: rule === null ? 'The new fault' : 'This fault',
    changed: !form.pending && page.changed,
    save,
    cannotSave: page.meanwhile && WHOSE_VALUES,
    discard: close,
  });
  const error = (field: string) => errors[`rules.${place}.${field}`];
  const { kind } = values;
  return (
    <Dialog
      open
      onOpenChange={() => leaving.ask(close)}
      title={rule === null ? 'New fault' : 'Change this fault'}
      onSubmit={() => void save()}
      footer={
        <FormButtons
          onCancel={close}
          pending={form.pending}
          disabledReason={page.meanwhile && WHOSE_VALUES}
        >
          {rule === null ? 'Add and switch on' : 'Save'}
        </FormButtons>
      }
    >
      {leaving.question}
      <FormRefusal form={form} />
      <MeanwhileNotice meanwhile={page.meanwhile} />
      <Select
        label="What goes wrong"
        items={KINDS}
        value={kind}
        changed={changeOf('kind')}
        onChange={(next) =>
          set({ kind: next, ...(next !== 'drop' && values.stage === 'data' && { stage: 'end' }) })
        }
      />
      {kind !== 'throttle' && (
        <Select
          label="When"
          items={stagesOf(kind)}
          value={values.stage}
          changed={changeOf('stage')}
          onChange={(stage) => set({ stage })}
        />
      )}
      <EffectFields {...{ values, set, error, changeOf }} />
      <TextField
        label="Only mails from"
        description="Addresses, domains, or patterns with * and ?, separated by commas. Empty means everybody."
        mono
        value={values.sender}
        error={error('sender')}
        changed={changeOf('sender')}
        onChange={(sender) => set({ sender })}
      />
      <TextField
        label="Only mails to"
        mono
        value={values.recipient}
        error={error('recipient')}
        changed={changeOf('recipient')}
        onChange={(recipient) => set({ recipient })}
      />
      <NumberField
        label="How often"
        unit="% of the times"
        min={1}
        max={100}
        value={values.chance}
        error={error('chance') && 'Enter a number from 1 to 100.'}
        changed={changeOf('chance')}
        onChange={(chance) => set({ chance })}
      />
    </Dialog>
  );
}

interface EffectFieldsProps {
  readonly values: FaultValues;
  readonly set: (changes: Partial<FaultValues>) => void;
  readonly error: (field: string) => string | undefined;
  readonly changeOf: (name: keyof FaultValues) => FieldChange;
}

function EffectFields({ values, set, error, changeOf }: EffectFieldsProps) {
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
        changed={changeOf('ms')}
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
        changed={changeOf('bytesPerSecond')}
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
        changed={changeOf('text')}
        onChange={(text) => set({ text })}
      />
      <NumberField
        label="Code"
        grouped={false}
        min={from}
        max={from + 99}
        value={values[field]}
        error={error('effect.code') && `From ${from} to ${from + 99}.`}
        changed={changeOf(field)}
        onChange={(code) => set({ [field]: code })}
      />
    </div>
  );
}
