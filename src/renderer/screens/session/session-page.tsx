import type { ReactNode } from 'react';

import { useReadyMark } from '../../app/use-ready-mark.ts';
import { AppMark } from '../../ui/app-mark.tsx';
import styles from './session-page.module.css';

interface SessionPageProps {
  readonly title: ReactNode;
  readonly text?: ReactNode;
  readonly wide?: boolean | undefined;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
}

/** One form in the middle of the window, before anything else may be seen. */
export function SessionPage({ title, text, wide = false, onSubmit, children }: SessionPageProps) {
  useReadyMark(true);
  return (
    <main className={styles['page']}>
      <form
        className={styles['card']}
        data-wide={wide || undefined}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        <header className={styles['header']}>
          <AppMark size={32} label="Gatehouse" />
          <h1 className={styles['title']}>{title}</h1>
          {text !== undefined && <p className={styles['text']}>{text}</p>}
        </header>
        {children}
      </form>
    </main>
  );
}
