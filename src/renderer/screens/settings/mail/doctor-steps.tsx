import { CircleCheck, CircleDashed, CircleX, LoaderCircle, type LucideIcon } from 'lucide-react';

import type { SmtpStep } from '../../../../shared/contract/doctor.ts';
import { ForeignText } from '../../../ui/foreign-text.tsx';
import { Icon } from '../../../ui/icon.tsx';
import styles from '../settings.module.css';

const NAMES: Readonly<Record<SmtpStep['name'], string>> = {
  dns: 'Find the server',
  connect: 'Connect',
  greeting: 'Greeting',
  ehlo: 'Introduce ourselves',
  tls: 'Encryption',
  auth: 'Login',
  sender: 'Sender',
  'test-mail': 'Test mail',
};

const GLYPHS: Readonly<Record<SmtpStep['state'], readonly [LucideIcon, string]>> = {
  ok: [CircleCheck, 'went well'],
  failed: [CircleX, 'failed'],
  skipped: [CircleDashed, 'was skipped'],
};

interface DoctorStepsProps {
  readonly steps: readonly SmtpStep[];
  /** The step being taken. */
  readonly next: SmtpStep['name'] | null;
}

export function DoctorSteps({ steps, next }: DoctorStepsProps) {
  return (
    <ol className={styles['steps']} aria-label="Steps" aria-live="polite">
      {steps.map(({ name, state, ms, detail }) => (
        <li
          key={name}
          className={styles['step']}
          data-state={state}
          title={`${NAMES[name]} ${GLYPHS[state][1]}`}
        >
          <Icon glyph={GLYPHS[state][0]} size={14} />
          <span>
            {NAMES[name]}{' '}
            {detail !== '' && <ForeignText className={styles['quiet']}>{detail}</ForeignText>}
          </span>
          <span className={styles['quiet']}>{state === 'skipped' ? 'skipped' : `${ms} ms`}</span>
        </li>
      ))}
      {next !== null && (
        <li className={styles['step']} data-state="next">
          <Icon glyph={LoaderCircle} size={14} />
          <span>{NAMES[next]}…</span>
        </li>
      )}
    </ol>
  );
}

/** Too long for its step, and in no line of the talk. */
export function WholeEncryption({ steps }: Pick<DoctorStepsProps, 'steps'>) {
  const step = steps.find(({ name, state }) => name === 'tls' && state === 'ok');
  if (!step) return null;
  return (
    <p className={`${styles['quiet']} ${styles['link']}`}>
      <ForeignText>{step.detail}</ForeignText>
    </p>
  );
}
