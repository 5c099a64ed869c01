import { Menu as BaseMenu } from '@base-ui/react/menu';
import type { ReactElement, ReactNode } from 'react';

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
          <BaseMenu.Popup className={styles['popup']}>
            <MenuEntries items={items} />
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

/** In pixels of the window. */
export interface MenuPoint {
  readonly x: number;
  readonly y: number;
}

interface MenuAtProps {
  readonly point: MenuPoint;
  readonly label: string;
  readonly onClose: () => void;
  /** `MenuEntries`. */
  readonly children: ReactNode;
}

/** A menu that is open at a point, such as for a right click; without one it is not there. */
export function MenuAt({ point, label, onClose, children }: MenuAtProps) {
  const anchor = {
    getBoundingClientRect: () => DOMRect.fromRect({ ...point, width: 0, height: 0 }),
  };
  return (
    <BaseMenu.Root open onOpenChange={(isOpen) => !isOpen && onClose()}>
      {/* Within the landmark of what it is about, as screen readers go by them. */}
      <BaseMenu.Portal container={document.querySelector('main') ?? undefined}>
        <BaseMenu.Positioner
          className={styles['positioner']}
          anchor={anchor}
          align="start"
          positionMethod="fixed"
        >
          <BaseMenu.Popup
            className={styles['popup']}
            data-tall
            aria-label={label}
            onContextMenu={(event) => event.preventDefault()}
          >
            {children}
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.Root>
  );
}

/** What stands in a menu, inside its popup. */
export function MenuEntries({ items }: Pick<MenuProps, 'items'>) {
  return items.map(renderEntry);
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
