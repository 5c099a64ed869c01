import { useEffect, useEffectEvent, useState } from 'react';

import { useCall } from '../../query/use-call.ts';
import { Notice } from '../../ui/notice.tsx';
import { PasswordField } from '../../ui/password-field.tsx';
import styles from './settings.module.css';

interface Verdict {
  /** Null when it could not be asked. */
  readonly faults: readonly string[] | null;
}

/** Says of a password whether the rules would take it, with the length as it is typed above. */
export function PasswordTry({ minimumLength }: { readonly minimumLength: number | null }) {
  const [password, setPassword] = useState('');
  const [verdict, setVerdict] = useState<Verdict>();
  const ask = useCall();
  // Not by a query: what was asked would be remembered, and this is a password.
  const judge = useEffectEvent(async (typed: string, length: number | null) => {
    if (typed === '' || length === null) return undefined;
    const input = { password: typed, minimumLength: length };
    const answer = await ask('settings.tryPassword', input).catch(() => null);
    return { faults: answer?.faults ?? null };
  });
  useEffect(() => {
    let isOvertaken = false;
    void judge(password, minimumLength).then((next) => {
      if (!isOvertaken) setVerdict(next);
    });
    return () => {
      isOvertaken = true;
    };
  }, [password, minimumLength]);
  return (
    <section className={styles['section']} aria-labelledby="password-try">
      <h2 id="password-try" className={styles['title']}>
        Try a password
      </h2>
      <PasswordField
        label="Password to try"
        description="By the length above, saved or not. It is kept nowhere. At sign-up it must not be like the person’s name or address either."
        value={password}
        onChange={setPassword}
      />
      {password !== '' && verdict !== undefined && <Words faults={verdict.faults} />}
    </section>
  );
}

function Words({ faults }: Pick<Verdict, 'faults'>) {
  if (faults === null) {
    return <Notice tone="warn" title="It could not be tried. Is the length from 8 to 64?" />;
  }
  if (faults.length === 0) return <Notice tone="ok" title="This password would be taken." />;
  return (
    <Notice tone="warn" title="This password would be refused.">
      {faults.join(' ')}
    </Notice>
  );
}
