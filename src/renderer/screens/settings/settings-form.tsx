import type { ReactNode } from 'react';

import type { Settings } from '../../../shared/contract/settings.ts';
import { FormRefusal } from '../../app/acts/form-refusal.tsx';
import { useLeaveQuestion } from '../../app/leaving/use-leave-question.tsx';
import { DiscardButton } from '../../app/leaving/discard-button.tsx';
import type { PutBack } from '../../app/leaving/use-draft.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { MeanwhileNotice, type MeanwhileSaved, WHOSE_VALUES } from './meanwhile-saved.tsx';
import styles from './settings.module.css';

/** What every page of the settings is given. */
export interface SettingsPageProps {
  readonly settings: Settings;
  /** Why nothing can be saved, or undefined. */
  readonly blocked: string | undefined;
}

interface SettingsFormProps {
  readonly title: string;
  readonly form: {
    readonly pending: boolean;
    readonly message: string | null;
    readonly advice: string | null;
  };
  readonly changed: boolean;
  readonly meanwhile: MeanwhileSaved | undefined;
  readonly blocked: string | undefined;
  /** Why these values can't be saved yet; the page itself says what to do. */
  readonly unready?: string | undefined;
  /** What a save says even if no value was changed: there is something to save then. */
  readonly confirms?: string | undefined;
  /** Resolves to null when it was refused, or not meant. */
  readonly onSave: () => Promise<object | null>;
  /** A question of its own stands before the save. */
  readonly asksFirst?: boolean | undefined;
  /** Returns what puts back what was typed, or null when there was nothing. */
  readonly onReset: () => PutBack | null;
  /** What the values mean, beside the form. */
  readonly effect?: ReactNode;
  readonly children: ReactNode;
}

/** A page of settings: fields, their effect, and one way to save. Unsaved values stay typed. */
export function SettingsForm(props: SettingsFormProps) {
  const { title, form, changed, meanwhile, blocked, unready, confirms, onReset, effect } = props;
  const { onSave, asksFirst } = props;
  const open = meanwhile ? WHOSE_VALUES : unready;
  const reason = blocked ?? (changed || confirms !== undefined ? open : 'Nothing was changed yet.');
  const { question } = useLeaveQuestion({
    what: title,
    changed,
    save: async () => (await onSave()) !== null,
    asksFirst,
    cannotSave: reason,
    discard: onReset,
    keptWithin: '/settings/',
  });
  return (
    <form
      className={styles['columns']}
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (reason === undefined) void onSave();
      }}
    >
      {question}
      <div className={styles['form']}>
        <h2 className={styles['title']} tabIndex={-1}>
          {title}
        </h2>
        {blocked !== undefined && <Notice tone="neutral" title={blocked} />}
        <FormRefusal form={form} />
        <MeanwhileNotice meanwhile={meanwhile} />
        {props.children}
        {confirms !== undefined && blocked === undefined && (
          <p className={styles['quiet']}>{confirms}</p>
        )}
        <div className={styles['buttons']}>
          <Button type="submit" variant="primary" pending={form.pending} disabledReason={reason}>
            Save
          </Button>
          {changed && <DiscardButton onDiscard={onReset}>Discard changes</DiscardButton>}
        </div>
      </div>
      <div className={styles['effect']}>{effect}</div>
    </form>
  );
}
