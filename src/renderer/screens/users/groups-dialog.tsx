import { Link } from '@tanstack/react-router';
import { counted, isolated } from '../../app/counted.ts';
import type { ListTarget } from '../../app/list/list-target.ts';
import { useAct } from '../../app/acts/use-act.ts';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Select } from '../../ui/select.tsx';

interface GroupsDialogProps {
  readonly target: ListTarget;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Puts people into a group, or takes them out of it. */
export function GroupsDialog({ target, onClose, onDone }: GroupsDialogProps) {
  const { whom, count, name } = target;
  const { data, error } = useQueryOf('accounts.rightsOffered', {});
  const [chosen, setChosen] = useKept<string | null>('group', null);
  const acting = useAct('accounts.setGroups');
  const group = data?.groups.find(({ id }) => String(id) === chosen);
  const act = async (way: 'into' | 'out of') => {
    if (group === undefined) return;
    const [add, remove] = way === 'into' ? [[group.id], []] : [[], [group.id]];
    const done = `${way === 'into' ? 'put' : 'taken'} ${way} ${isolated(group.name)}`;
    if (await acting.run({ ...whom, add, remove }, { done, name, count })) onDone();
  };
  const disabledReason = group === undefined ? 'Choose a group first.' : undefined;
  const none = data?.groups.length === 0;
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="small"
      pending={acting.pending}
      title={`A group for ${name === undefined ? counted(count, 'person', 'people') : isolated(name)}`}
      description="Who is in a group has its permissions. Whoever has it so already is skipped."
      footer={
        <>
          <Button onClick={onClose}>{none ? 'Close' : 'Cancel'}</Button>
          {!none && (
            <>
              <Button
                pending={acting.pending}
                disabledReason={disabledReason}
                onClick={() => void act('out of')}
              >
                Take out
              </Button>
              <Button
                variant="primary"
                pending={acting.pending}
                disabledReason={disabledReason}
                onClick={() => void act('into')}
              >
                Put in
              </Button>
            </>
          )}
        </>
      }
    >
      {error && (
        <Notice tone="danger" title={error.message}>
          {error.failure.advice}
        </Notice>
      )}
      {none ? (
        <p>
          There are no groups on this site. <Link to="/groups">Make one</Link> first.
        </p>
      ) : (
        <Select
          label="Group"
          items={(data?.groups ?? []).map((each) => ({
            value: String(each.id),
            label: each.name,
            detail: counted(each.permissions, 'permission'),
          }))}
          value={chosen}
          onChange={setChosen}
        />
      )}
    </Dialog>
  );
}
