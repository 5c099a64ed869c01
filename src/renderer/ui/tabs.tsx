import { Tabs as BaseTabs } from '@base-ui/react/tabs';
import type { ReactNode } from 'react';

import styles from './tabs.module.css';

export interface TabItem<Value extends string> {
  readonly value: Value;
  readonly label: string;
  readonly count?: number | undefined;
}

interface TabsProps<Value extends string> {
  readonly label: string;
  readonly items: readonly TabItem<Value>[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
  /** At the end of the row of tabs. */
  readonly end?: ReactNode;
  /** What the chosen tab shows; it fills the height that is left. */
  readonly children: ReactNode;
}

export function Tabs<Value extends string>(props: TabsProps<Value>) {
  const { label, items, value, onChange, end, children } = props;
  return (
    <BaseTabs.Root
      className={styles['root']}
      value={value}
      onValueChange={(next: Value) => onChange(next)}
    >
      <div className={styles['bar']}>
        <BaseTabs.List className={styles['list']} aria-label={label} activateOnFocus>
          {items.map((item) => (
            <BaseTabs.Tab key={item.value} value={item.value} className={styles['tab']}>
              {item.label}
              {item.count !== undefined && (
                <span className={styles['count']}>{item.count.toLocaleString('en-GB')}</span>
              )}
            </BaseTabs.Tab>
          ))}
        </BaseTabs.List>
        {end}
      </div>
      <BaseTabs.Panel key={value} value={value} className={styles['panel']}>
        {children}
      </BaseTabs.Panel>
    </BaseTabs.Root>
  );
}
