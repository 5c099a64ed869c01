import type { MailSettings } from '../../../../shared/contract/mail-settings.ts';
import { FormRefusal } from '../../../app/acts/form-refusal.tsx';
import { useLeaveQuestion } from '../../../app/leaving/use-leave-question.tsx';
import { DiscardButton } from '../../../app/leaving/discard-button.tsx';
import { Button } from '../../../ui/button.tsx';
import { Checkbox } from '../../../ui/checkbox.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import { CaptureAddress } from '../../mail/capture-address.tsx';
import { LineListField } from '../line-list-field.tsx';
import { listOf, textOf } from '../line-list.ts';
import styles from '../settings.module.css';
import { MeanwhileNotice, WHOSE_VALUES } from '../meanwhile-saved.tsx';
import { putMailSettings } from '../put-stored.ts';
import { useSettingsForm } from '../use-settings-form.ts';

interface CaptureFormProps {
  readonly capture: MailSettings['capture'];
  readonly blocked: string | undefined;
}

const LIMITS = [
  { field: 'keepMails', label: 'Mails kept', unit: undefined },
  { field: 'keepDays', label: 'Kept for', unit: 'days' },
  { field: 'keepMegabytes', label: 'Space they may take', unit: 'MB' },
] as const;

interface CaptureValues extends Record<(typeof LIMITS)[number]['field'], number | null> {
  readonly offerTls: boolean;
  readonly releaseTo: string;
}

/** As the fields hold it: a list is a text, and a number is null while it is empty. */
export function captureValues(capture: MailSettings['capture']): CaptureValues {
  return { ...capture, releaseTo: textOf(capture.releaseTo) };
}

/** What is sent: an empty number is none, which is refused beside its field. */
function sentValues(values: CaptureValues): MailSettings['capture'] {
  const { keepMails, keepDays, keepMegabytes, releaseTo } = values;
  return {
    ...values,
    keepMails: keepMails ?? Number.NaN,
    keepDays: keepDays ?? Number.NaN,
    keepMegabytes: keepMegabytes ?? Number.NaN,
    releaseTo: listOf(releaseTo),
  };
}

/** How much of what is captured stays, whom it may be released to, and what the capture server offers. */
export function CaptureForm({ capture, blocked }: CaptureFormProps) {
  const page = useSettingsForm({
    section: 'mail/capture',
    command: 'mailSettings.saveCapture',
    stored: capture,
    valuesOf: captureValues,
    putStored: (client, stored) => putMailSettings(client, (all) => ({ ...all, capture: stored })),
  });
  const { values, errors, changeOf, form, changed, set } = page;
  const save = async () => page.save(sentValues(values), 'What is kept and released is');
  const open = page.meanwhile && WHOSE_VALUES;
  const reason = blocked ?? (changed ? open : 'Nothing was changed yet.');
  const { question } = useLeaveQuestion({
    what: 'What is kept of captured mail',
    changed,
    save: async () => (await save()) !== null,
    cannotSave: reason,
    discard: page.discard,
    keptWithin: '/settings/',
  });
  return (
    <form
      className={`${styles['form']} ${styles['below']}`}
      aria-label="Captured mail"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (reason === undefined) void save();
      }}
    >
      {question}
      <h3 className={styles['title']} tabIndex={-1}>
        Captured mail
      </h3>
      <div className={styles['quiet']}>
        <p>The oldest go first when one of the limits is reached. Starred mails stay.</p>
        <CaptureAddress />
      </div>
      <FormRefusal form={form} />
      <MeanwhileNotice meanwhile={page.meanwhile} />
      {LIMITS.map(({ field, label, unit }) => (
        <NumberField
          key={field}
          {...{ label, unit }}
          min={1}
          value={values[field]}
          error={errors[field] && 'Enter a number of at least 1.'}
          changed={changeOf(field)}
          onChange={(value) => set({ [field]: value })}
        />
      ))}
      <Checkbox
        label="Offer encryption (STARTTLS)"
        description="With a certificate of this installation’s own. Switch it off for programs that refuse such a certificate and can’t be told to accept it."
        checked={values.offerTls}
        onChange={(offerTls) => set({ offerTls })}
      />
      <LineListField
        name="releaseTo"
        label="May be released to"
        description="Addresses and domains, one a line; a domain stands for everybody there. Empty allows all."
        placeholder="shop.example"
        page={page}
        onChange={(releaseTo) => set({ releaseTo })}
      />
      <div className={styles['buttons']}>
        <Button type="submit" variant="primary" pending={form.pending} disabledReason={reason}>
          Save limits
        </Button>
        {changed && <DiscardButton onDiscard={page.discard}>Discard changes</DiscardButton>}
      </div>
    </form>
  );
}
