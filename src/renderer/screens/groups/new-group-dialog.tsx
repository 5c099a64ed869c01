import { useActs } from '../../app/acts/acts.tsx';
import { useKept } from '../../app/leaving/use-kept.ts';
import { useCommandForm } from '../../query/use-command-form.ts';
import { GroupNameForm } from './group-name-form.tsx';

interface NewGroupDialogProps {
  readonly onClose: () => void;
  /** It is made, under this id. */
  readonly onMade: (id: number) => void;
}

/** Makes a group; what it permits is said afterwards. */
export function NewGroupDialog({ onClose, onMade }: NewGroupDialogProps) {
  const [name, setName] = useKept('name of a new group', '');
  const acts = useActs();
  const form = useCommandForm('groups.create');
  const submit = async (): Promise<boolean> => {
    const made = await form.submit({ name });
    if (made === null) return false;
    acts.report(made, { done: 'made', name: name.trim() });
    onMade(made.groupId);
    return true;
  };
  return (
    <GroupNameForm
      title="New group"
      description="Nobody is in it at first, and it permits nothing until you say what."
      act="Make the group"
      {...{ form, name, onClose }}
      onName={setName}
      stored=""
      onSubmit={submit}
    />
  );
}
