import { CopyButton } from './copy-button.tsx';
import { SourceText } from './source-text.tsx';
import styles from './code-sample.module.css';

interface CodeSampleProps {
  /** What it is for: `nginx`. */
  readonly label: string;
  readonly text: string;
}

/** Text to be copied into a file, with its button. */
export function CodeSample({ label, text }: CodeSampleProps) {
  return (
    <figure className={styles['sample']} aria-label={label}>
      <figcaption className={styles['head']}>
        {label}
        <CopyButton value={text} label={`Copy: ${label}`} />
      </figcaption>
      <pre className={styles['text']}>
        <code dir="ltr">
          <SourceText>{text}</SourceText>
        </code>
      </pre>
    </figure>
  );
}
