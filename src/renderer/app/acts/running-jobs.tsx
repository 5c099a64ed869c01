import { type ReactNode, useRef } from 'react';

import { useCommand } from '../../query/use-command.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { useFootPart } from '../../ui/steady-foot.ts';
import { useActs } from './acts.tsx';
import { useBlock } from './use-block.ts';
import styles from './running-jobs.module.css';

/** Work on many that is under way, in whichever window it was begun, and the way to stop it. */
export function RunningJobs() {
  const { data } = useQueryOf('jobs.list', {});
  const cancel = useCommand('jobs.cancel');
  const { refuse } = useActs();
  const blocked = useBlock('jobs.cancel');
  return data?.jobs.map(({ id, title, done, total, cancellable }) => (
    <WorkStrip key={id} label={title}>
      <strong className={styles['title']}>{title}</strong>
      <Progress label={title} value={done} max={total} />
      <span className={styles['count']}>
        {done.toLocaleString('en-GB')} of {total.toLocaleString('en-GB')}
      </span>
      {cancellable && (
        <Button
          size="small"
          disabledReason={blocked}
          onClick={() => void cancel.run({ id }).catch(refuse)}
        >
          Stop
        </Button>
      )}
    </WorkStrip>
  ));
}

interface WorkStripProps {
  readonly label?: string;
  readonly role?: 'status';
  readonly children: ReactNode;
}

/** A line at the foot for something that is under way. */
export function WorkStrip({ label, role, children }: WorkStripProps) {
  const strip = useRef<HTMLElement>(null);
  useFootPart(strip);
  return (
    <section ref={strip} className={styles['job']} aria-label={label} role={role}>
      {children}
    </section>
  );
}
