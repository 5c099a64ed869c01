import type { ComponentProps } from 'react';

import { Icon, type Glyph } from './icon.tsx';
import { Tooltip } from './tooltip.tsx';
import styles from './icon-button.module.css';

export interface IconButtonProps extends Omit<
  ComponentProps<'button'>,
  'className' | 'style' | 'children' | 'aria-label'
> {
  readonly icon: Glyph;
  /** The name for screen readers and the tooltip. */
  readonly label: string;
  readonly keys?: string | undefined;
  readonly size?: 'small' | 'medium' | undefined;
  readonly tone?: 'neutral' | 'danger' | undefined;
  /** Disables the button and says why; it stays focusable. */
  readonly disabledReason?: string | undefined;
}

export function IconButton({
  icon,
  label,
  keys,
  size = 'medium',
  tone = 'neutral',
  disabledReason,
  onClick,
  ...rest
}: IconButtonProps) {
  const blocked = disabledReason !== undefined;
  return (
    <Tooltip content={disabledReason ?? label} keys={blocked ? undefined : keys}>
      <button
        type="button"
        {...rest}
        className={styles['button']}
        data-size={size}
        data-tone={tone}
        aria-label={label}
        aria-disabled={blocked || undefined}
        aria-description={disabledReason}
        onClick={blocked ? undefined : onClick}
      >
        <Icon glyph={icon} size={size === 'small' ? 14 : 16} />
      </button>
    </Tooltip>
  );
}
