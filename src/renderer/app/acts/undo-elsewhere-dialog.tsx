import { useQueryOf } from '../../query/use-query-of.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import { actOf } from './undo-message.ts';
import type { DoneAct } from './use-done-acts.ts';

interface UndoElsewhereDialogProps {
  readonly act: DoneAct;
  readonly onClose: () => void;
}

/** Names an act that is not in sight before it is taken back. */
export function UndoElsewhereDialog({ act, onClose }: UndoElsewhereDialogProps) {
  const { data } = useQueryOf('operations.get', { id: act.id ?? 0 }, { enabled: act.id !== null });
  const operation = data?.operation;
  return (
    <ConfirmDialog
      open
      onOpenChange={onClose}
      title={
        act.screen === null
          ? 'Take back your last act?'
          : 'Take back what was done on another screen?'
      }
      description={
        <>
          {operation === undefined ? act.title : `${actOf(operation)}.`} This was done{' '}
          {screenWords(act.screen)}
          {operation !== undefined && (
            <>
              {' '}
              <RelativeTime at={operation.at} />
            </>
          )}
          .
        </>
      }
      confirmLabel="Take it back"
      onConfirm={() => {
        onClose();
        act.takeBack();
      }}
    />
  );
}

/** By the beginning of the path; the first that fits. */
const SCREENS = [
  ['/dashboard', 'on the Dashboard'],
  ['/pending/one-by-one', 'in One by one'],
  ['/pending', 'in Pending'],
  ['/users/', 'on a person’s page'],
  ['/users', 'in Users'],
  ['/trash', 'in the Trash'],
  ['/mail/captured', 'in Captured'],
  ['/mail/outbox', 'in the Outbox'],
  ['/mail/templates', 'in Templates'],
  ['/activity', 'in Audit'],
  ['/settings', 'in Settings'],
  ['/import', 'in Import'],
] as const;

function screenWords(path: string | null): string {
  if (path === null) return 'earlier in this sign-in';
  return SCREENS.find(([start]) => path.startsWith(start))?.[1] ?? 'on another screen';
}
