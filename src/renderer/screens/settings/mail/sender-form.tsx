import { FormRefusal } from '../../../app/acts/form-refusal.tsx';
import { useLeaveQuestion } from '../../../app/leaving/use-leave-question.tsx';
import { DiscardButton } from '../../../app/leaving/discard-button.tsx';
import { Button } from '../../../ui/button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from '../settings.module.css';
import { MeanwhileNotice, WHOSE_VALUES } from '../meanwhile-saved.tsx';
import type { SenderPage } from './use-sender-page.ts';

interface SenderFormProps {
  readonly page: SenderPage;
  readonly siteName: string;
  readonly blocked: string | undefined;
}

/** Whom all mails are from, whichever way they go. */
export function SenderForm({ page, siteName, blocked }: SenderFormProps) {
  const { values, errors, changeOf, form, changed, set } = page;
  const open = page.meanwhile && WHOSE_VALUES;
  const reason = blocked ?? (changed ? open : 'Nothing was changed yet.');
  const { question } = useLeaveQuestion({
    what: 'The sender of mails',
    changed,
    save: async () => (await page.save(values, 'The sender is')) !== null,
    cannotSave: reason,
    discard: page.discard,
    keptWithin: '/settings/',
  });
  return (
    <form
      className={`${styles['form']} ${styles['below']}`}
      aria-label="Sender"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (reason === undefined) void page.save(values, 'The sender is');
      }}
    >
      {question}
      <h3 className={styles['title']} tabIndex={-1}>
        Sender
      </h3>
      <FormRefusal form={form} />
      <MeanwhileNotice meanwhile={page.meanwhile} />
      <TextField
        name="fromAddress"
        label="Sender’s address"
        type="email"
        value={values.fromAddress}
        error={errors['fromAddress']}
        changed={changeOf('fromAddress')}
        onChange={(next) => set({ fromAddress: next })}
      />
      <TextField
        label="Sender’s name"
        description="Empty, it is the site’s name."
        value={values.fromName}
        error={errors['fromName']}
        changed={changeOf('fromName')}
        onChange={(next) => set({ fromName: next })}
      />
      <TextField
        label="Answers go to"
        description="Empty, they go to the sender."
        type="email"
        value={values.replyTo}
        error={errors['replyTo']}
        changed={changeOf('replyTo')}
        onChange={(next) => set({ replyTo: next })}
      />
      <p className={styles['quiet']}>
        People will see: <bdi>{values.fromName || siteName}</bdi>{' '}
        <bdi>&lt;{values.fromAddress}&gt;</bdi>
      </p>
      <div className={styles['buttons']}>
        <Button type="submit" variant="primary" pending={form.pending} disabledReason={reason}>
          Save sender
        </Button>
        {changed && <DiscardButton onDiscard={page.discard}>Discard changes</DiscardButton>}
      </div>
    </form>
  );
}
