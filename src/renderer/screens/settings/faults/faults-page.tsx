import { ArrowDown, ArrowUp, Pencil, Plus, Trash2 } from 'lucide-react';
import type { OutputOf } from '../../../../shared/contract/index.ts';
import { useActs } from '../../../app/acts/acts.tsx';
import { CallFailed } from '../../../app/acts/call-failed.tsx';
import { counted } from '../../../app/counted.ts';
import { useQueryOf } from '../../../query/use-query-of.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { SkeletonRows } from '../../../ui/skeleton-rows.tsx';
import { Switch } from '../../../ui/switch.tsx';
import type { SettingsPageProps } from '../settings-form.tsx';
import styles from '../settings.module.css';
import { FaultDialog } from './fault-dialog.tsx';
import { describeEffect, describeMatch } from './fault-words.ts';
import rows from './faults.module.css';
import { useKept } from '../../../app/leaving/use-kept.ts';
import { type Change, useFaultChanges } from './use-fault-changes.ts';

type Shown = OutputOf<'faults.get'>['rules'][number];

/** What the capture server does wrong on purpose, so that one sees what a site does then. */
export function FaultsPage({ blocked }: SettingsPageProps) {
  const { data, error, refetch } = useQueryOf('faults.get', {});
  if (!data && error) return <CallFailed error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows count={6} />;
  return (
    <div className={styles['columns']}>
      <Rules rules={data.rules} blocked={blocked} />
      <div className={styles['effect']}>
        <h3 className={styles['heading']}>What happens then</h3>
        <p className={styles['quiet']}>
          Rules act on every mail that the capture server is offered{' '}
          {data.server !== null && `at ${data.server.replace('smtp://', '')}`}: from your own
          programs, and from Gatehouse while its mails are captured. Look at the outbox to see mails
          put off, failed or uncertain.
        </p>
        <p className={styles['quiet']}>
          They are asked in order. Lateness adds up; the first that refuses or hangs up ends it. A
          change counts at once, also on open connections.
        </p>
      </div>
    </div>
  );
}

interface RulesProps {
  readonly rules: readonly Shown[];
  readonly blocked: string | undefined;
}

function Rules({ rules, blocked }: RulesProps) {
  const { change, inTurn } = useFaultChanges();
  const { tell, refuse } = useActs();
  /** The rule as it was opened, or null for a new one: another window may move or delete it. */
  const [editing, setEditing] = useKept<{ readonly rule: Shown | null } | null>('fault', null);
  const edited = rules.find(({ id }) => id === editing?.rule?.id);
  const put = (next: Change, title: string, quiet = true) => {
    change(next).then(({ operationId }) => tell({ title, undo: operationId, quiet }), refuse);
  };
  /** Closes the dialog that is open, and none that was opened in its place. */
  const close = () => setEditing((now) => (now === editing ? null : now));
  const switchTo = (id: string, enabled: boolean) =>
    put(
      (now) => now.map((rule) => (rule.id === id ? { ...rule, enabled } : rule)),
      enabled ? 'Fault switched on.' : 'Fault switched off.',
    );
  const remove = (id: string) =>
    put((now) => now.filter((rule) => rule.id !== id), 'Fault deleted.', false);
  const move = (id: string, by: number) =>
    put((now) => {
      const place = now.findIndex((rule) => rule.id === id);
      if (place === -1) return now;
      const moved = now.slice(place, place + 1);
      return now.toSpliced(place, 1).toSpliced(Math.max(0, place + by), 0, ...moved);
    }, 'Fault moved.');
  return (
    <div className={styles['form']}>
      <h2 className={styles['title']}>Faults</h2>
      {blocked !== undefined && <Notice tone="neutral" title={blocked} />}
      {rules.length === 0 && (
        <p className={styles['quiet']}>
          The capture server takes every mail. Add a fault to see what happens when a server refuses
          a mail, puts it off, answers late or hangs up.
        </p>
      )}
      <ul className={rows['rules']}>
        {rules.map((rule, place) => (
          <li key={rule.id} className={rows['rule']}>
            <div className={rows['switch']}>
              <Switch
                label={describeEffect(rule.effect)}
                description={
                  <>
                    <bdi>{describeMatch(rule)}</bdi> · {describeHits(rule)}
                  </>
                }
                checked={rule.enabled}
                disabled={blocked !== undefined}
                onChange={(enabled) => switchTo(rule.id, enabled)}
              />
            </div>
            <div className={rows['acts']}>
              <IconButton
                icon={ArrowUp}
                size="small"
                label="Ask it earlier"
                disabledReason={blocked ?? (place === 0 ? 'It is asked first.' : undefined)}
                onClick={() => move(rule.id, -1)}
              />
              <IconButton
                icon={ArrowDown}
                size="small"
                label="Ask it later"
                disabledReason={
                  blocked ?? (place === rules.length - 1 ? 'It is asked last.' : undefined)
                }
                onClick={() => move(rule.id, 1)}
              />
              <IconButton
                icon={Pencil}
                size="small"
                label="Change"
                disabledReason={blocked}
                onClick={() => setEditing({ rule })}
              />
              <IconButton
                icon={Trash2}
                size="small"
                tone="danger"
                label="Delete"
                disabledReason={blocked}
                onClick={() => remove(rule.id)}
              />
            </div>
          </li>
        ))}
      </ul>
      <div className={styles['buttons']}>
        <Button
          icon={Plus}
          variant={rules.length === 0 ? 'primary' : 'secondary'}
          disabledReason={blocked}
          onClick={() => setEditing({ rule: null })}
        >
          New fault
        </Button>
        {rules.some(({ enabled }) => enabled) && (
          <Button
            disabledReason={blocked}
            onClick={() =>
              put((now) => now.map((rule) => ({ ...rule, enabled: false })), 'The faults are off.')
            }
          >
            Switch all off
          </Button>
        )}
      </div>
      {editing !== null && (
        <FaultDialog rule={edited ?? editing.rule} {...{ rules, inTurn }} onClose={close} />
      )}
    </div>
  );
}

function describeHits({ hits }: Shown): string {
  return hits === 0 ? 'not happened yet' : `happened ${counted(hits, 'time')}`;
}
