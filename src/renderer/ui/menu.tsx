import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { ReactElement } from 'react';

import { Icon, type Glyph } from './icon.tsx';
import { KeyHint } from './key-hint.tsx';
import styles from './popup.module.css';
import { showTurns } from './show-turns.ts';

export interface MenuItem {
  readonly label: string;
  readonly onSelect: () => void;
  readonly icon?: Glyph | undefined;
  readonly keys?: string | undefined;
  readonly danger?: boolean | undefined;
  /** Disables the item and says why under its label. */
  readonly disabledReason?: string | undefined;
}

export type MenuEntry = MenuItem | 'separator' | { readonly heading: string };

interface MenuProps {
  /** A Button or an IconButton. */
  readonly trigger: ReactElement;
  readonly items: readonly MenuEntry[];
  readonly align?: 'start' | 'end' | undefined;
}

export function Menu({ trigger, items, align = 'end' }: MenuProps) {
  return (
    <BaseMenu.Root>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className={styles['positioner']} align={align} sideOffset={4}>
          <BaseMenu.Popup className={styles['popup']}>{items.map(renderEntry)}</BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

function renderEntry(entry: MenuEntry, index: number) {
  if (entry === 'separator') {
    return <BaseMenu.Separator key={index} className={styles['separator']} />;
  }
  if ('heading' in entry) {
    return (
      <div key={index} className={styles['heading']} role="presentation">
        {entry.heading}
      </div>
    );
  }
  const { icon, keys, danger = false, disabledReason } = entry;
  const label = showTurns(entry.label);
  return (
    <BaseMenu.Item
      key={label}
      className={styles['item']}
      label={label}
      data-danger={danger || undefined}
      disabled={disabledReason !== undefined}
      onClick={entry.onSelect}
    >
      {icon !== undefined && <Icon glyph={icon} />}
      <span className={styles['itemText']}>
        {label}
        {disabledReason !== undefined && (
          <span className={styles['itemDetail']}>{disabledReason}</span>
        )}
      </span>
      {keys !== undefined && <KeyHint keys={keys} />}
    </BaseMenu.Item>
  );
}
