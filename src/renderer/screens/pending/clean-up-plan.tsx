import { Link } from '@tanstack/react-router';
import { Download } from 'lucide-react';
import { useState } from 'react';

import type { OutputOf } from '../../../shared/contract/index.ts';
import { Button } from '../../ui/button.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Reasons } from '../../ui/reasons.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { ExportDialog } from '../transfer/export-dialog.tsx';
import styles from './clean-up-plan.module.css';

type Plan = OutputOf<'registrations.cleanUpPlan'>;

interface CleanUpPlanProps {
  readonly plan: Plan;
  /** Somebody's page is opened. */
  readonly onLeave: () => void;
}

/** Who would go, and who stays and why. */
export function CleanUpPlan({ plan, onLeave }: CleanUpPlanProps) {
  const { count: total, goes, sample, leftOut } = plan;
  return (
    <>
      {/* One alone is what the rule above says. */}
      {goes.length > 1 && <Reasons title="Why they would go" items={goes} />}
      {sample.length > 0 && (
        <section className={styles['people']} data-shrinks={sample.length > 3 || undefined}>
          <h3 className={styles['heading']}>
            {sample.length < total ? `The first ${sample.length} of them` : 'Who would go'}
          </h3>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- keys must be able to scroll it */}
          <ul className={styles['sample']} tabIndex={0} aria-label="Who would go">
            {sample.map((row) => (
              <li key={row.id} className={styles['row']}>
                <ForeignText className={styles['name']}>{row.username}</ForeignText>
                <ForeignText className={styles['email']}>{row.email}</ForeignText>
                <span className={styles['email']}>
                  ended <RelativeTime at={row.expiresAt} />
                </span>
              </li>
            ))}
          </ul>
          <ExportOfAll plan={plan} />
        </section>
      )}
      {leftOut.length > 0 && (
        <Reasons title="Left out" items={leftOut.map((each) => withLinks(each, onLeave))} />
      )}
    </>
  );
}

/** One looks at who stays before the others go: each name leads to its person. */
function withLinks({ people, ...reason }: Plan['leftOut'][number], onLeave: () => void) {
  const ids = new Map(people.map(({ id, username }) => [username, id]));
  return {
    ...reason,
    names: [...ids.keys()],
    renderName: (name: string) => (
      <Link
        to="/users/$id"
        params={{ id: ids.get(name) ?? 0 }}
        search={{ from: 'pending' }}
        onClick={onLeave}
      >
        <ForeignText>{name}</ForeignText>
      </Link>
    ),
  };
}

/** The list shows the first of them; a file has everybody. */
function ExportOfAll({ plan: { selection, count } }: Pick<CleanUpPlanProps, 'plan'>) {
  const [isOpen, setOpen] = useState(false);
  const all = `all ${count.toLocaleString('en-GB')}`;
  const target = { whom: { selection }, count, ids: [], name: undefined, label: all };
  return (
    <>
      <Button size="small" variant="quiet" icon={Download} onClick={() => setOpen(true)}>
        Export {all}…
      </Button>
      {isOpen && (
        <ExportDialog
          list="registrations"
          arranged={null}
          query=""
          target={target}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
}
