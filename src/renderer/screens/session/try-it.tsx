import { useState } from 'react';

import { useCommand } from '../../query/use-command.ts';
import { callError } from '../../query/call-error.ts';
import { Button } from '../../ui/button.tsx';
import styles from './session.module.css';

/** Shows a made-up site first, to whoever only wants to look. */
export function TryIt() {
  const { run, pending } = useCommand('session.tryDemonstration');
  /** Gatehouse begins anew with it, which the session tells. */
  const [isComing, setComing] = useState(false);
  const [fault, setFault] = useState<string>();
  const tryIt = async () => {
    setFault(undefined);
    try {
      await run({});
      setComing(true);
    } catch (error) {
      setFault(callError(error).message);
    }
  };
  return (
    <>
      <p className={styles['offer']} role={fault === undefined ? undefined : 'alert'}>
        {fault ?? 'Only looking? See a made-up library, until the next start.'}
      </p>
      <Button size="large" pending={pending || isComing} onClick={() => void tryIt()}>
        Try it
      </Button>
    </>
  );
}
