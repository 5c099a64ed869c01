import { PenLine, Trash2 } from 'lucide-react';
import { useState } from 'react';

import type { GroupRow } from '../../../shared/contract/groups.ts';
import { PartFailed } from '../../app/acts/call-failed.tsx';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { useAct } from '../../app/acts/use-act.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Panel } from '../../ui/panel.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { PermissionList, PermissionSearch } from '../users/permission-list.tsx';
import { MembersLink } from './members-link.tsx';

interface GroupPanelProps {
  readonly group: GroupRow;
  readonly blocked: string | undefined;
  readonly onRename: () => void;
  readonly onDelete: () => void;
  readonly onClose: () => void;
}

/** A group from near: who is in it, and what it permits. */
export function GroupPanel({ group, blocked, onRename, onDelete, onClose }: GroupPanelProps) {
  const keymap = useKeymap();
  return (
    <Panel
      storageKey="groups"
      label={`The group ${showTurns(group.name)}`}
      title={<ForeignText>{group.name}</ForeignText>}
      subtitle={<MembersLink group={group} inWords />}
      onClose={onClose}
      footer={
        <>
          <Button
            icon={PenLine}
            keys={keymap['groups.rename']}
            disabledReason={blocked}
            onClick={onRename}
          >
            Rename…
          </Button>
          <Button
            icon={Trash2}
            keys={keymap['groups.delete']}
            disabledReason={blocked}
            onClick={onDelete}
          >
            Delete…
          </Button>
        </>
      }
    >
      <GroupPermissions key={group.id} {...{ group, blocked }} />
    </Panel>
  );
}

function GroupPermissions({ group, blocked }: Pick<GroupPanelProps, 'group' | 'blocked'>) {
  const { id, name } = group;
  const { data, error, refetch } = useQueryOf('groups.permissions', { id });
  const changing = useAct('groups.setPermissions');
  const [search, setSearch] = useState('');
  if (!data) {
    if (error) return <PartFailed error={error} onRetry={() => void refetch()} />;
    return <SkeletonRows count={6} />;
  }
  return (
    <>
      <PermissionSearch count={data.permissions.length} value={search} onChange={setSearch} />
      <PermissionList
        title="Whoever is in it may"
        permissions={data.permissions}
        {...{ search, blocked }}
        onChange={(changes, done) => void changing.run({ id, ...changes }, { done, name })}
      />
    </>
  );
}
