import { Check, Minus } from 'lucide-react';

import styles from './check-mark.module.css';

export type Checked = boolean | 'mixed';

/** The drawn box only; whoever shows it tells screen readers the state. */
export function CheckMark({ checked }: { readonly checked: Checked }) {
  return (
    <span
      className={styles['box']}
      data-checked={checked === false ? undefined : checked}
      aria-hidden
    >
      {checked === true && <Check size={11} strokeWidth={3} />}
      {checked === 'mixed' && <Minus size={11} strokeWidth={3} />}
    </span>
  );
}
