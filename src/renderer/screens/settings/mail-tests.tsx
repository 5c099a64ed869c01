import { CircleCheck, CircleDashed, CircleX, type LucideIcon } from 'lucide-react';
import { useState } from 'react';

import type {
  MailSettingsInput,
  SmtpProblem,
  SmtpStep,
} from '../../../shared/contract/settings.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './settings.module.css';

interface MailTestsProps {
  /** The form as typed: tests need no saving. */
  readonly draft: MailSettingsInput;
  readonly testRecipient: string;
  readonly blocked: string | undefined;
}

/** Tries the settings as typed: a talk that sends nothing, and a test mail. */
export function MailTests({ draft, testRecipient, blocked }: MailTestsProps) {
  const verifying = useCommandForm('settings.verifyMail');
  const sending = useCommandForm('settings.sendTestMail');
  const [verified, setVerified] = useState<Awaited<ReturnType<typeof verifying.submit>>>(null);
  const [sent, setSent] = useState<Awaited<ReturnType<typeof sending.submit>>>(null);
  const [to, setTo] = useState(testRecipient);
  const failed = firstFault(verifying) ?? firstFault(sending);
  return (
    <>
      <h3 className={styles['heading']}>Try it before you save</h3>
      <p className={styles['quiet']}>
        Verify talks to the server up to the point where a mail would begin. It sends nothing.
      </p>
      <div className={styles['buttons']}>
        <Button
          pending={verifying.pending}
          disabledReason={blocked}
          onClick={() => void verifying.submit(draft).then(setVerified)}
        >
          Verify
        </Button>
      </div>
      {verified && <Steps steps={verified.steps} />}
      {verified?.problem && <Problem problem={verified.problem} />}
      {verified && !verified.problem && (
        <Notice tone="ok" title="The server would take your mail." />
      )}
      <TextField
        label="Send a test mail to"
        type="email"
        value={to}
        error={sending.fieldErrors['to']}
        onChange={(next) => {
          setTo(next);
          sending.clear('to');
        }}
      />
      <div className={styles['buttons']}>
        <Button
          pending={sending.pending}
          disabledReason={blocked}
          onClick={() => void sending.submit({ ...draft, to }).then(setSent)}
        >
          Send test mail
        </Button>
      </div>
      {sent?.sent && (
        <Notice tone="ok" title="The server took the test mail.">
          It said: <bdi>{sent.reply}</bdi>. Accepted is not yet delivered: look into the mailbox,
          and into spam.
        </Notice>
      )}
      {sent?.problem && <Problem problem={sent.problem} />}
      {failed !== null && <Notice tone="danger" title={failed} />}
    </>
  );
}

/** A refusal of the form itself, such as a missing server: its first words. */
function firstFault(form: {
  readonly message: string | null;
  readonly fieldErrors: Readonly<Record<string, string>>;
}): string | null {
  const own = Object.entries(form.fieldErrors).find(([field]) => field !== 'to');
  if (own) return own[1];
  return form.fieldErrors['to'] ? null : form.message;
}

function Problem({ problem: { title, advice, reply } }: { readonly problem: SmtpProblem }) {
  return (
    <Notice tone="danger" title={title}>
      {advice}
      {reply !== null && (
        <>
          {' '}
          The server said: <bdi>{reply}</bdi>
        </>
      )}
    </Notice>
  );
}

const STEP_NAMES: Readonly<Record<SmtpStep['name'], string>> = {
  dns: 'Find the server',
  connect: 'Connect',
  greeting: 'Greeting',
  ehlo: 'Introduce ourselves',
  tls: 'Encryption',
  auth: 'Login',
  sender: 'Sender',
};

const STEP_GLYPHS: Readonly<Record<SmtpStep['state'], readonly [LucideIcon, string]>> = {
  ok: [CircleCheck, 'went well'],
  failed: [CircleX, 'failed'],
  skipped: [CircleDashed, 'was skipped'],
};

function Steps({ steps }: { readonly steps: readonly SmtpStep[] }) {
  return (
    <ol className={styles['steps']} aria-label="Steps">
      {steps.map(({ name, state, ms, detail }) => (
        <li
          key={name}
          className={styles['step']}
          title={`${STEP_NAMES[name]} ${STEP_GLYPHS[state][1]}`}
        >
          <Icon glyph={STEP_GLYPHS[state][0]} size={14} />
          <span>
            {STEP_NAMES[name]} {detail !== '' && <bdi className={styles['quiet']}>{detail}</bdi>}
          </span>
          <span className={styles['quiet']}>{state === 'skipped' ? 'skipped' : `${ms} ms`}</span>
        </li>
      ))}
    </ol>
  );
}
