import { Plus, X } from 'lucide-react';

import type { AccountRow } from '../../../shared/contract/accounts.ts';
import type { Group } from '../../../shared/contract/person.ts';
import { PartFailed } from '../../app/acts/call-failed.tsx';
import { isolated } from '../../app/counted.ts';
import { useAct } from '../../app/acts/use-act.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Menu } from '../../ui/menu.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { PersonSection } from '../users/person-section.tsx';
import styles from '../users/person.module.css';

interface PersonGroupsProps {
  readonly account: Pick<AccountRow, 'id' | 'username'>;
  /** Why rights can't be changed, or undefined. */
  readonly blocked: string | undefined;
}

/** The groups somebody is in, each with the way out, and the way into others. */
export function PersonGroups({ account, blocked }: PersonGroupsProps) {
  const { data: rights, error, refetch } = useQueryOf('accounts.rights', { id: account.id });
  const offered = useQueryOf('accounts.rightsOffered', {});
  const changing = useAct('accounts.setGroups');
  const mine = new Set(rights?.groups.map(({ id }) => id));
  const others = (offered.data?.groups ?? []).filter(({ id }) => !mine.has(id));
  const set = (changes: { add: number[]; remove: number[] }, done: string) =>
    void changing.run({ ids: [account.id], ...changes }, { done, name: account.username });
  const unknown = rights && offered.data ? undefined : 'The groups are not known now.';
  const inAll = others.length === 0 ? 'Is in every group.' : undefined;
  const noGroups = offered.data?.groups.length === 0;
  return (
    <PersonSection
      title="Groups"
      action={
        noGroups ? undefined : (
          <Menu
            trigger={
              <Button
                size="small"
                variant="quiet"
                icon={Plus}
                disabledReason={blocked ?? unknown ?? inAll}
              >
                Add
              </Button>
            }
            items={others.map((group) => ({
              label: group.name,
              onSelect: () =>
                set({ add: [group.id], remove: [] }, `put into ${isolated(group.name)}`),
            }))}
          />
        )
      }
    >
      {!rights && error && <PartFailed error={error} onRetry={() => void refetch()} />}
      {rights?.groups.length === 0 && (
        <p className={styles['none']}>
          {noGroups ? 'There are no groups on this site.' : 'In none.'}
        </p>
      )}
      {rights && rights.groups.length > 0 && (
        <ul className={styles['chips']}>
          {rights.groups.map((group) => (
            <GroupChip
              key={group.id}
              group={group}
              blocked={blocked}
              onLeave={() =>
                set({ add: [], remove: [group.id] }, `taken out of ${isolated(group.name)}`)
              }
            />
          ))}
        </ul>
      )}
    </PersonSection>
  );
}

interface GroupChipProps {
  readonly group: Group;
  readonly blocked: string | undefined;
  readonly onLeave: () => void;
}

function GroupChip({ group, blocked, onLeave }: GroupChipProps) {
  return (
    <li className={styles['chip']}>
      <ForeignText className={styles['chipName']}>{group.name}</ForeignText>
      <IconButton
        icon={X}
        label={`Take out of ${showTurns(group.name)}`}
        size="small"
        disabledReason={blocked}
        onClick={onLeave}
      />
    </li>
  );
}
