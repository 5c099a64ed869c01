import type { GroupRow } from '../../../shared/contract/groups.ts';
import { useActs } from '../../app/acts/acts.tsx';
import { isolated } from '../../app/counted.ts';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import { Notice } from '../../ui/notice.tsx';
import { GroupNameForm } from './group-name-form.tsx';
import { useGoneGroup } from './use-gone-group.ts';

interface RenameGroupDialogProps {
  /** As it is now; it may be renamed while the form is open. */
  readonly group: GroupRow;
  readonly isGone: boolean;
  readonly onClose: () => void;
}

/** When somebody else was faster, what was typed stays until the person says that it counts. */
export function RenameGroupDialog({ group, isGone, onClose }: RenameGroupDialogProps) {
  const [from, setFrom] = useKept(`group ${group.id} from`, group.name);
  const [name, setName] = useKept(`group ${group.id} name`, group.name);
  const acts = useActs();
  const form = useCommandForm('groups.rename');
  useGoneGroup(isGone, group.name, onClose);
  const isOvertaken = !form.pending && group.name !== from;
  const submit = async (): Promise<boolean> => {
    if (isOvertaken) return false;
    const renamed = await form.submit({ id: group.id, from, name });
    if (renamed === null) return false;
    onClose();
    if (renamed.done > 0) acts.report(renamed, { done: 'renamed', name: from });
    return true;
  };
  return (
    <GroupNameForm
      title={`Rename ${isolated(from)}`}
      act="Rename"
      {...{ form, name, onClose }}
      onName={setName}
      stored={from}
      onSubmit={submit}
      waits={isOvertaken ? 'Say first whether your name counts.' : undefined}
    >
      {isOvertaken ? (
        <Notice
          tone="warn"
          title={`Somebody else called it ${isolated(group.name)} meanwhile.`}
          action={{
            label: 'Go on from there',
            onClick: () => {
              setFrom(group.name);
              form.clear();
            },
          }}
        >
          What you typed is still here.
        </Notice>
      ) : undefined}
    </GroupNameForm>
  );
}
