import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react';

import type { SmtpFix, SmtpProblem } from '../../../../shared/contract/doctor.ts';
import type { ProfileInput } from '../../../../shared/contract/mail-settings.ts';
import { FormRefusal } from '../../../app/acts/form-refusal.tsx';
import { useCommandForm } from '../../../query/use-command-form.ts';
import { useQueryOf } from '../../../query/use-query-of.ts';
import { Button } from '../../../ui/button.tsx';
import { CodeSample } from '../../../ui/code-sample.tsx';
import { ForeignText } from '../../../ui/foreign-text.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from '../settings.module.css';
import { DoctorSteps, WholeEncryption } from './doctor-steps.tsx';

interface DoctorProps {
  /** Whom it is about, in words. */
  readonly patient: string;
  /** The form as typed: nothing needs saving. Null for the capture server. */
  readonly draft: ProfileInput | null;
  readonly testRecipient: string;
  readonly blocked: string | undefined;
  /** How often somebody came here for it: then it begins by itself. */
  readonly calls?: number | undefined;
  /** Changes the form; left out where there is none. */
  readonly onFix?: (changes: SmtpFix['changes']) => void;
  /** Goes to a field of the form; left out where there is none. */
  readonly onField?: ((field: string) => void) | undefined;
  /** Opens the form in which all is mended, where it is not open. */
  readonly onOpen?: (() => void) | undefined;
}

/** Examines a mail server step by step and explains the first thing that is wrong. */
export function Doctor(props: DoctorProps) {
  const { patient, draft, testRecipient, blocked, calls = 0, onFix } = props;
  const starting = useCommandForm('doctor.start');
  const stopping = useCommandForm('doctor.stop');
  const [run, setRun] = useState('');
  /** The form as it was sent. */
  const [examined, setExamined] = useState<ProfileInput | null>(null);
  const [to, setTo] = useState(testRecipient);
  const { data } = useQueryOf('doctor.progress', { run }, { enabled: run !== '' });
  const seen = run === '' ? null : (data ?? null);
  const running = starting.pending || seen?.running === true;
  const start = async (profile: ProfileInput | null, recipient: string | null) => {
    setExamined(profile);
    // What was found of an earlier form is not true of this one.
    const answer = await starting.submit({ profile, to: recipient }, () => setRun(''));
    if (answer) setRun(answer.run);
    stopping.clear();
  };
  const section = useCalledFor(calls, () => {
    if (blocked === undefined) void start(draft, null);
  });
  const found = useFoundInSight(section, seen?.running === false ? run : '');
  // What has not the form of a profile is told of the profile within the question.
  const faults = Object.entries(starting.fieldErrors).map(
    ([field, fault]) => [field.replace(/^profile\./, ''), fault] as const,
  );
  // What is wrong with a value is told as long as it stands in the form.
  const own = faults.filter(
    ([field]) => field !== 'to' && Object.is(valueOf(draft, field), valueOf(examined, field)),
  );
  const fix = async ({ changes }: SmtpFix) => {
    onFix?.(changes);
    if (draft) await start({ ...draft, ...changes }, null);
  };
  return (
    <section ref={section} className={styles['effect']} aria-label="Doctor" tabIndex={-1}>
      <h3 className={styles['title']}>Doctor</h3>
      <p className={styles['quiet']}>
        Talks to <ForeignText>{patient}</ForeignText>
        {draft && ' as the form stands'}, up to the point where a mail would begin. It sends
        nothing, and tells what is wrong and how to mend it.
      </p>
      <div className={styles['buttons']}>
        <Button pending={running} disabledReason={blocked} onClick={() => void start(draft, null)}>
          Examine
        </Button>
        {seen?.running && <Button onClick={() => void stopping.submit({ run })}>Stop</Button>}
      </div>
      {seen?.running && <FormRefusal form={stopping} />}
      <TextField
        name="to"
        label="Send a test mail to"
        description="With the sender and the template of real mail, to this address only."
        type="email"
        value={to}
        error={starting.fieldErrors['to']}
        onChange={(next) => {
          setTo(next);
          starting.clear('to');
        }}
      />
      <div className={styles['buttons']}>
        <Button pending={running} disabledReason={blocked} onClick={() => void start(draft, to)}>
          Examine and send
        </Button>
      </div>
      {own.map(([field, fault]) => (
        <Notice key={field} tone="danger" title={`${FIELD_NAMES[field] ?? field}: ${fault}`} />
      ))}
      {faults.length === 0 && <FormRefusal form={starting} />}
      <div ref={found} className={styles['found']} tabIndex={-1}>
        {seen?.problem && (
          <Problem
            problem={seen.problem}
            onFix={onFix && ((chosen) => void fix(chosen))}
            onField={props.onField}
            onOpen={props.onOpen}
          />
        )}
        {seen && !seen.running && !seen.problem && seen.messageId === null && (
          <Notice tone="ok" title="The server would take your mail." />
        )}
        {seen?.messageId && !seen.problem && (
          <Notice tone="ok" title="The server took the test mail.">
            It said: <ForeignText>{seen.reply ?? ''}</ForeignText>. Accepted is not yet delivered:
            look into the mailbox, and into spam. Its Message-ID is {seen.messageId}.
          </Notice>
        )}
      </div>
      {seen && <DoctorSteps steps={seen.steps} next={seen.running ? seen.next : null} />}
      {seen && seen.transcript !== '' && !seen.running && (
        <details className={styles['details']}>
          <summary>What was said</summary>
          <WholeEncryption steps={seen.steps} />
          <CodeSample label="C: we, S: the server; secrets are masked" text={seen.transcript} />
        </details>
      )}
    </section>
  );
}

function valueOf(profile: ProfileInput | null, field: string): unknown {
  return new Map<string, unknown>(Object.entries({ ...profile, ...profile?.secrets })).get(field);
}

/** Puts what somebody came for before their eyes, and begins with it, once for each call. */
function useCalledFor(calls: number, begin: () => void) {
  const section = useRef<HTMLElement>(null);
  const begun = useRef(0);
  const beginOnce = useEffectEvent(() => {
    if (calls <= begun.current) return;
    begun.current = calls;
    section.current?.focus();
    begin();
  });
  useEffect(() => {
    if (calls > 0) beginOnce();
  }, [calls]);
  return section;
}

/**
 * Puts what was found before the eyes of whoever waits for it: their focus is still where it was
 * begun. Who has gone on to a field meanwhile stays there.
 *
 * @param ended The run that has ended, or an empty text.
 */
function useFoundInSight(section: RefObject<HTMLElement | null>, ended: string) {
  const found = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const focused = document.activeElement;
    const waits =
      focused === document.body ||
      focused === section.current ||
      (focused instanceof HTMLButtonElement && section.current?.contains(focused) === true);
    if (ended !== '' && waits) found.current?.focus();
  }, [ended, section]);
  return found;
}

const FIELD_NAMES: Readonly<Record<string, string | undefined>> = {
  name: 'Name',
  host: 'Server',
  port: 'Port',
  security: 'Encryption',
  user: 'User',
  password: 'Password',
  tokenUrl: 'Token address',
  clientId: 'Client ID',
};

/** What the way to a field is called, of those that something can be wrong with. */
const FIELD_ACTS: Readonly<Record<string, string | undefined>> = {
  host: 'Edit the server’s name',
  user: 'Enter the user name',
  password: 'Enter the password',
  clientSecret: 'Enter the client secret',
  refreshToken: 'Enter the refresh token',
  dkimKey: 'Enter the key',
  fromAddress: 'Edit the sender’s address',
  envelopeFrom: 'Edit where bounces go',
  to: 'Correct the recipient',
};

interface ProblemProps extends Pick<DoctorProps, 'onField' | 'onOpen'> {
  readonly problem: SmtpProblem;
  readonly onFix: ((fix: SmtpFix) => void) | undefined;
}

function Problem({ problem, onFix, onField, onOpen }: ProblemProps) {
  const { title, advice, reply, field, fixes } = problem;
  const toField = field === null ? undefined : FIELD_ACTS[field];
  const acts = [
    ...(onFix ? fixes.map((fix) => ({ label: fix.label, onClick: () => onFix(fix) })) : []),
    ...(onField && field !== null && toField !== undefined
      ? [{ label: toField, onClick: () => onField(field) }]
      : []),
    ...(onOpen ? [{ label: 'Mend it in its settings', onClick: onOpen }] : []),
  ];
  return (
    <>
      <Notice tone="danger" title={title}>
        {advice}
        {reply !== null && (
          <>
            {' '}
            The server said: <ForeignText>{reply}</ForeignText>
          </>
        )}
      </Notice>
      {acts.length > 0 && (
        <div className={styles['buttons']}>
          {acts.map((act) => (
            <Button key={act.label} onClick={act.onClick}>
              {act.label}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}
