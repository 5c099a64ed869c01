import styles from './spinner.module.css';

/** A ring that turns; with reduced motion it stands still beside the words. */
export function Spinner() {
  return <span className={styles['spinner']} aria-hidden />;
}
