import { AlertDialog } from '@base-ui/react/alert-dialog';
import {
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
  type ReactNode,
  type RefObject,
} from 'react';

import { Button } from './button.tsx';
import styles from './dialog.module.css';
import { ActUnderWay } from './under-way.tsx';
import { useTypedWords } from './use-typed-words.tsx';

export interface ConfirmDialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  /** What will happen, and whether it can be taken back. */
  readonly description: ReactNode;
  readonly children?: ReactNode;
  /** The act itself, never "OK": `Reject 3, mail 1`. */
  readonly confirmLabel: string;
  readonly tone?: 'primary' | 'danger' | undefined;
  /** Large where people are listed by name and address. */
  readonly size?: 'small' | 'medium' | 'large' | undefined;
  /** The act is under way. */
  readonly pending?: boolean | undefined;
  /** Whether there is anything to do is still being looked up. */
  readonly loading?: boolean | undefined;
  /** There is nothing to do: the only button closes the dialog. */
  readonly nothingToDo?: boolean | undefined;
  /** The words to type before the act is possible. */
  readonly typeToConfirm?: string | undefined;
  /** Called once; the caller closes the dialog when the act is done. */
  readonly onConfirm: () => void;
}

/** Focus starts on Cancel for a dangerous act, on the act itself otherwise. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { open, onOpenChange, tone = 'primary', size = 'small', typeToConfirm } = props;
  const cancelRef = useRef<HTMLButtonElement>(null);
  const confirmRef = useRef<HTMLButtonElement>(null);
  const typedRef = useRef<HTMLInputElement>(null);
  const initialFocus = tone === 'danger' ? cancelRef : confirmRef;
  return (
    <AlertDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <AlertDialog.Portal>
        <AlertDialog.Backdrop data-covers className={styles['backdrop']} />
        <AlertDialog.Viewport className={styles['viewport']}>
          <AlertDialog.Popup
            className={styles['popup']}
            data-size={size}
            initialFocus={typeToConfirm === undefined ? initialFocus : typedRef}
          >
            <ConfirmContent {...props} {...{ cancelRef, confirmRef, typedRef }} />
          </AlertDialog.Popup>
        </AlertDialog.Viewport>
      </AlertDialog.Portal>
    </AlertDialog.Root>
  );
}

interface ConfirmContentProps extends ConfirmDialogProps {
  readonly cancelRef: RefObject<HTMLButtonElement | null>;
  readonly confirmRef: RefObject<HTMLButtonElement | null>;
  readonly typedRef: RefObject<HTMLInputElement | null>;
}

function ConfirmContent(props: ConfirmContentProps) {
  const { title, description, children, typeToConfirm, tone = 'primary' } = props;
  const { pending = false, loading = false, nothingToDo = false } = props;
  const { cancelRef, confirmRef, typedRef } = props;
  const { isMissing, field } = useTypedWords(typeToConfirm, typedRef);
  const missing = !nothingToDo && isMissing;
  // That something is to be typed may turn out late, also just before the focus comes here: it is not
  // taken away from who has gone elsewhere in the dialog.
  const asksForWords = typeToConfirm !== undefined;
  const [askedFromTheStart] = useState(asksForWords);
  useLayoutEffect(() => {
    const { activeElement } = document;
    const isWithin = typedRef.current?.form?.contains(activeElement) ?? false;
    const start = tone === 'danger' ? cancelRef : confirmRef;
    if (askedFromTheStart || (isWithin && activeElement !== start.current)) return;
    if (asksForWords) typedRef.current?.focus();
  }, [asksForWords, askedFromTheStart, tone, cancelRef, confirmRef, typedRef]);
  // What had the focus is gone then.
  useEffect(() => {
    if (nothingToDo) confirmRef.current?.focus();
  }, [nothingToDo, confirmRef]);
  return (
    <form
      className={styles['form']}
      onSubmit={(event) => {
        event.preventDefault();
        // React tells it to the form as well that the question was asked from.
        event.stopPropagation();
        if (nothingToDo) props.onOpenChange(false);
        else if (!missing) props.onConfirm();
      }}
    >
      <header className={styles['header']}>
        <AlertDialog.Title className={styles['title']}>{title}</AlertDialog.Title>
        <AlertDialog.Description className={styles['description']} render={<div />}>
          {description}
        </AlertDialog.Description>
      </header>
      {children !== undefined && <div className={styles['body']}>{children}</div>}
      {/* Below what scrolls: the focus that starts here leaves the beginning in sight. */}
      {field !== null && <div className={styles['typed']}>{field}</div>}
      <footer className={styles['footer']}>
        {!nothingToDo && (
          <AlertDialog.Close
            render={
              // What is under way is not stopped by it.
              <Button ref={cancelRef}>{pending ? 'Close' : 'Cancel'}</Button>
            }
          />
        )}
        <Button
          // It stays the same button when it turns out that there is nothing to do, and keeps the focus.
          ref={confirmRef}
          type="submit"
          variant={nothingToDo ? 'secondary' : tone}
          pending={pending || loading}
          disabled={missing}
        >
          {nothingToDo ? 'Close' : props.confirmLabel}
        </Button>
      </footer>
      {pending && <ActUnderWay />}
    </form>
  );
}
