import { Tooltip as BaseTooltip } from '@base-ui/react/tooltip';
import type { ReactElement, ReactNode } from 'react';

import { KeyHint } from './key-hint.tsx';
import styles from './tooltip.module.css';

interface TooltipProps {
  /** Undefined shows none, around the same element. */
  readonly content: ReactNode;
  readonly keys?: string | undefined;
  /** One element that takes props and a ref. It needs a name of its own: a tooltip only shows. */
  readonly children: ReactElement;
}

export function Tooltip({ content, keys, children }: TooltipProps) {
  return (
    <BaseTooltip.Root disabled={content === undefined}>
      <BaseTooltip.Trigger render={children} />
      <BaseTooltip.Portal>
        <BaseTooltip.Positioner side="bottom" sideOffset={6} className={styles['positioner']}>
          <BaseTooltip.Popup aria-hidden className={styles['popup']}>
            {content}
            {keys !== undefined && <KeyHint keys={keys} />}
          </BaseTooltip.Popup>
        </BaseTooltip.Positioner>
      </BaseTooltip.Portal>
    </BaseTooltip.Root>
  );
}
