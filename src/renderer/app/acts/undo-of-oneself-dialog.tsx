import { callError } from '../../query/call-error.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

/** Whether an undo was refused because it would shut out whoever asks for it. */
export function isAboutOneself(thrown: unknown): boolean {
  return callError(thrown).failure.fields?.['includeSelf'] !== undefined;
}

/** Keeps people from shutting themselves out by an undo: they type their own name. */
export function UndoOfOneselfDialog({
  onDecide,
}: {
  readonly onDecide: (isMeant: boolean) => void;
}) {
  const { data: session } = useQueryOf('session.state', {});
  return (
    <ConfirmDialog
      open
      onOpenChange={() => onDecide(false)}
      tone="danger"
      title="This would shut you out"
      description="It is about your own account. You are signed out, and somebody else may have to let you in again."
      confirmLabel="Take it back"
      typeToConfirm={session?.person?.username ?? ''}
      onConfirm={() => onDecide(true)}
    />
  );
}
