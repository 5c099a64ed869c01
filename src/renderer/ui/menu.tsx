import { Menu as BaseMenu } from '@base-ui/react/menu';
import { Check, ChevronRight } from 'lucide-react';
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
  /** How many there are of it. */
  readonly count?: number | undefined;
  /** Whether it holds already, for what can be switched on and off; choosing it closes the menu. */
  readonly checked?: boolean | undefined;
  readonly danger?: boolean | undefined;
  /** Disables the item and says why under its label. */
  readonly disabledReason?: string | undefined;
}

/** A menu of its own beside the item. */
interface SubMenu {
  readonly label: string;
  readonly items: readonly MenuEntry[];
}

export type MenuEntry = MenuItem | SubMenu | 'separator' | { readonly heading: string };

interface MenuProps {
  /** A Button or an IconButton. */
  readonly trigger: ReactElement;
  readonly items: readonly MenuEntry[];
  readonly align?: 'start' | 'end' | undefined;
  readonly onOpenChange?: ((isOpen: boolean) => void) | undefined;
  /** Where the focus goes when it closes; true is the trigger, false where it is by then. */
  readonly finalFocus?: (() => boolean) | undefined;
}

export function Menu({ trigger, items, align = 'end', onOpenChange, finalFocus }: MenuProps) {
  return (
    <BaseMenu.Root onOpenChange={onOpenChange}>
      <BaseMenu.Trigger render={trigger} />
      <BaseMenu.Portal>
        <BaseMenu.Positioner className={styles['positioner']} align={align} sideOffset={4}>
          <BaseMenu.Popup className={styles['popup']} finalFocus={finalFocus}>
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
  if ('items' in entry) return <SubMenuEntry key={entry.label} {...entry} />;
  const { icon, keys, count, checked, danger = false, disabledReason } = entry;
  const label = showTurns(entry.label);
  const props = {
    className: styles['item'],
    label,
    'data-danger': danger || undefined,
    disabled: disabledReason !== undefined,
    onClick: entry.onSelect,
  };
  const content = (
    <>
      {icon !== undefined && <Icon glyph={icon} />}
      <span className={styles['itemText']}>
        {label}
        {disabledReason !== undefined && (
          <span className={styles['itemDetail']}>{disabledReason}</span>
        )}
      </span>{' '}
      {count !== undefined && (
        <span className={styles['itemCount']}>{count.toLocaleString('en-GB')}</span>
      )}
      {keys !== undefined && <KeyHint keys={keys} />}
    </>
  );
  if (checked === undefined) {
    return (
      <BaseMenu.Item key={label} {...props}>
        {content}
      </BaseMenu.Item>
    );
  }
  return (
    <BaseMenu.CheckboxItem key={label} {...props} checked={checked} closeOnClick>
      <span className={styles['itemCheck']}>{checked && <Icon glyph={Check} />}</span>
      {content}
    </BaseMenu.CheckboxItem>
  );
}

function SubMenuEntry({ label, items }: SubMenu) {
  return (
    <BaseMenu.SubmenuRoot>
      <BaseMenu.SubmenuTrigger className={styles['item']} label={label}>
        <span className={styles['itemText']}>{label}</span>
        <Icon glyph={ChevronRight} />
      </BaseMenu.SubmenuTrigger>
      <BaseMenu.Portal>
        <BaseMenu.Positioner className={styles['positioner']} alignOffset={-4}>
          <BaseMenu.Popup className={styles['popup']}>
            <MenuEntries items={items} />
          </BaseMenu.Popup>
        </BaseMenu.Positioner>
      </BaseMenu.Portal>
    </BaseMenu.SubmenuRoot>
  );
}
