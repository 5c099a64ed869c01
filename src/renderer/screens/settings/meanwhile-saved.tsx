import type { MouseEvent } from 'react';

import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import styles from './settings.module.css';

/** Values that were typed here while other ones were saved. */
export interface MeanwhileSaved {
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

/** Why a form can’t be saved as long as it is open whose values count. */
export const WHOSE_VALUES = 'Say first whose values count.';

const TITLE = 'Other values were saved meanwhile.';

/** Asks, above the fields, whose values count; each field shows what was saved. */
export function MeanwhileNotice({ meanwhile }: { readonly meanwhile: MeanwhileSaved | undefined }) {
  return (
    <>
      <VisuallyHidden>
        <span role="status">{meanwhile && TITLE}</span>
      </VisuallyHidden>
      {meanwhile && (
        <Notice tone="warn" title={TITLE} announced={false}>
          What you typed is still here, and nothing of it is saved.
          <div className={styles['ways']}>
            <Button size="small" onClick={answering(meanwhile.keepMine)}>
              Keep all mine
            </Button>
            <Button size="small" onClick={answering(meanwhile.takeTheirs)}>
              Take all theirs
            </Button>
          </div>
        </Notice>
      )}
    </>
  );
}

/** The button goes with the question: the focus goes to the heading of its form. */
function answering(act: () => void) {
  return ({ currentTarget }: MouseEvent) => {
    currentTarget.closest('form')?.querySelector<HTMLElement>('h2, h3')?.focus();
    act();
  };
}
