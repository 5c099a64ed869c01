import { Dialog as BaseDialog } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import type { FormEvent, KeyboardEventHandler, ReactNode, RefObject } from 'react';

import { IconButton } from './icon-button.tsx';
import { ActUnderWay } from './under-way.tsx';
import styles from './dialog.module.css';

export interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly children?: ReactNode;
  /** Buttons, the main one last. */
  readonly footer?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large' | undefined;
  /** An act on many is under way. */
  readonly pending?: boolean | undefined;
  /** Makes the dialog a form: Enter and a button with `type="submit"` call it. */
  readonly onSubmit?: (() => void) | undefined;
  /** Keys pressed in the dialog. */
  readonly onKeyDown?: KeyboardEventHandler<HTMLDivElement> | undefined;
  readonly initialFocus?: RefObject<HTMLElement | null> | undefined;
}

type FrameProps = Pick<
  DialogProps,
  'open' | 'onOpenChange' | 'size' | 'initialFocus' | 'onKeyDown' | 'children'
>;

export function Dialog(props: DialogProps) {
  return (
    <DialogFrame {...props}>
      <DialogContent {...props} />
    </DialogFrame>
  );
}

/** A dialog that stays the same one while what is in it is loaded and then edited. */
export function DialogFrame(props: FrameProps) {
  const { open, onOpenChange, size = 'medium', initialFocus } = props;
  return (
    <BaseDialog.Root open={open} onOpenChange={(next) => onOpenChange(next)}>
      <BaseDialog.Portal>
        <BaseDialog.Backdrop data-covers className={styles['backdrop']} />
        <BaseDialog.Viewport className={styles['viewport']}>
          <BaseDialog.Popup
            className={styles['popup']}
            data-size={size}
            initialFocus={initialFocus}
            onKeyDown={props.onKeyDown}
          >
            {props.children}
          </BaseDialog.Popup>
        </BaseDialog.Viewport>
      </BaseDialog.Portal>
    </BaseDialog.Root>
  );
}

/** The close button comes last, so that the focus starts on the first field. */
export function DialogContent(props: Omit<DialogProps, 'open' | 'onOpenChange'>) {
  const { title, description, children, footer, onSubmit } = props;
  const content = (
    <>
      <header className={styles['header']}>
        <BaseDialog.Title className={styles['title']} tabIndex={-1}>
          {title}
        </BaseDialog.Title>
        {description !== undefined && (
          <BaseDialog.Description className={styles['description']} render={<div />}>
            {description}
          </BaseDialog.Description>
        )}
      </header>
      {children !== undefined && <div className={styles['body']}>{children}</div>}
      {footer !== undefined && <footer className={styles['footer']}>{footer}</footer>}
      {props.pending === true && <ActUnderWay />}
      <div className={styles['close']}>
        <BaseDialog.Close
          render={<IconButton icon={X} label="Close" keys="Escape" size="small" />}
        />
      </div>
    </>
  );
  if (onSubmit === undefined) return content;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // React tells it to the form as well that the dialog was opened from.
    event.stopPropagation();
    onSubmit();
  };
  return (
    <form className={styles['form']} onSubmit={submit} noValidate>
      {content}
    </form>
  );
}
