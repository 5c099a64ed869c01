import { Popover as BasePopover } from '@base-ui/react/popover';
import type { ReactElement, ReactNode } from 'react';

import popup from './popup.module.css';
import styles from './popover.module.css';

interface PopoverProps {
  /** A Button or an IconButton. */
  readonly trigger: ReactElement;
  readonly title: string;
  readonly children: ReactNode;
}

/** Settings of what stands beside it, changed while one sees the effect. */
export function Popover({ trigger, title, children }: PopoverProps) {
  return (
    <BasePopover.Root>
      <BasePopover.Trigger render={trigger} />
      <BasePopover.Portal>
        <BasePopover.Positioner className={popup['positioner']} align="end" sideOffset={4}>
          <BasePopover.Popup className={`${popup['popup']} ${styles['popup']}`}>
            <BasePopover.Title className={styles['title']}>{title}</BasePopover.Title>
            {children}
          </BasePopover.Popup>
        </BasePopover.Positioner>
      </BasePopover.Portal>
    </BasePopover.Root>
  );
}
