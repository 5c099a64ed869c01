import styles from './swatch.module.css';

export type SwatchColour = 'green' | 'blue' | 'violet' | 'amber' | 'red' | 'grey';

interface SwatchProps {
  readonly colour: SwatchColour;
}

/** A patch of colour beside a name that says the same. */
export function Swatch({ colour }: SwatchProps) {
  return <span className={styles['swatch']} data-colour={colour} aria-hidden />;
}
