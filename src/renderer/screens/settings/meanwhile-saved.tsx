import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import styles from './settings.module.css';

/** Values that were typed here while other ones were saved. */
export interface MeanwhileSaved {
  readonly keepMine: () => void;
  readonly takeTheirs: () => void;
}

/** Why a form can’t be saved as long as it is open whose values count. */
export const WHOSE_VALUES = 'Say first whose values count.';

/** Asks, above the fields, whose values count; each field shows what was saved. */
export function MeanwhileNotice({ meanwhile }: { readonly meanwhile: MeanwhileSaved | undefined }) {
  if (meanwhile === undefined) return null;
  return (
    <Notice tone="warn" title="Other values were saved meanwhile.">
      What you typed is still here, and nothing of it is saved.
      <div className={styles['ways']}>
        <Button size="small" onClick={meanwhile.keepMine}>
          Keep all mine
        </Button>
        <Button size="small" onClick={meanwhile.takeTheirs}>
          Take all theirs
        </Button>
      </div>
    </Notice>
  );
}
