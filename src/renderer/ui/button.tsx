import type { ComponentProps, MouseEvent, ReactNode } from 'react';

import { Icon, type Glyph } from './icon.tsx';
import { KeyHint } from './key-hint.tsx';
import { Spinner } from './spinner.tsx';
import { Tooltip } from './tooltip.tsx';
import styles from './button.module.css';

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'className' | 'style'> {
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | undefined;
  readonly size?: 'small' | 'medium' | 'large' | undefined;
  readonly icon?: Glyph | undefined;
  readonly keys?: string | undefined;
  /** Working: keeps its width and the focus, and ignores presses. */
  readonly pending?: boolean | undefined;
  /** Disables the button and says why. It stays focusable, so that the reason can be read. */
  readonly disabledReason?: string | undefined;
  readonly children: ReactNode;
}

export function Button(props: ButtonProps) {
  const {
    variant = 'secondary',
    size = 'medium',
    icon,
    keys,
    pending = false,
    disabledReason,
    onClick,
    children,
    ...rest
  } = props;
  const blocked = pending || disabledReason !== undefined;
  const button = (
    <button
      type="button"
      {...rest}
      className={styles['button']}
      data-variant={variant}
      data-size={size}
      data-pending={pending || undefined}
      aria-disabled={blocked || undefined}
      aria-busy={pending || undefined}
      aria-description={disabledReason ?? rest['aria-description']}
      onClick={blocked ? preventDefault : onClick}
    >
      {pending && <Spinner />}
      <span className={styles['content']}>
        {icon !== undefined && <Icon glyph={icon} />}
        <span className={styles['label']}>{children}</span>
        {keys !== undefined && (
          <KeyHint keys={keys} onAccent={variant === 'primary' || variant === 'danger'} />
        )}
      </span>
    </button>
  );
  // Also while there is no reason: a button that moved into a tooltip would lose the focus.
  return 'disabledReason' in props ? <Tooltip content={disabledReason}>{button}</Tooltip> : button;
}

function preventDefault(event: MouseEvent) {
  event.preventDefault();
}
