import type { ReactNode, RefObject } from 'react';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import { Button } from '../../ui/button.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { RelativeTime } from '../../ui/relative-time.tsx';
import {
  type AccountTexts,
  changedFields,
  rebased,
  TEXT_LABELS,
  textsOf,
} from './account-texts.ts';
import styles from './edit-conflict.module.css';

interface EditConflictProps {
  /** The account as the form began with it. */
  readonly begun: AccountDetail;
  /** As it is stored now. */
  readonly account: AccountDetail;
  readonly values: AccountTexts;
  /** Takes the focus when a save has to wait. */
  readonly section: RefObject<HTMLElement | null>;
  readonly showsDetails: boolean;
  readonly onDetails: () => void;
  /** Puts a stored value into its field. */
  readonly onTake: (name: keyof AccountTexts, value: string) => void;
  readonly onApply: () => void;
  readonly onDrop: () => void;
}

/** Somebody else changed what is being edited: who, what, and whose values shall count. */
export function EditConflict(props: EditConflictProps) {
  const { begun, account, values, section, showsDetails, onDetails } = props;
  const { onTake, onApply, onDrop } = props;
  const [before, stored] = [textsOf(begun), textsOf(account)];
  const theirs = changedFields(before, stored);
  const told = changedFields(before, stored).concat(
    changedFields(before, values).filter((name) => !theirs.includes(name)),
  );
  return (
    <section
      ref={section}
      className={styles['conflict']}
      role="alert"
      aria-label="Changed meanwhile"
      tabIndex={-1}
    >
      <p>
        <strong>
          <ForeignText>{begun.username}</ForeignText> was changed{' '}
          <Who begun={begun} account={account} />:{' '}
          {theirs.map((name) => TEXT_LABELS[name]).join(', ')}.
        </strong>{' '}
        What you typed is still here.
      </p>
      {showsDetails && (
        <table className={styles['table']}>
          <thead>
            <tr>
              <th scope="col">Field</th>
              <th scope="col">Before</th>
              <th scope="col">Stored now</th>
              <th scope="col">If you apply yours</th>
            </tr>
          </thead>
          <tbody>
            {told.map((name) => {
              const mine = rebased({ begun: before, stored, typed: values })[name];
              return (
                <tr key={name}>
                  <th scope="row">{TEXT_LABELS[name]}</th>
                  <Cell text={before[name]} />
                  <Cell text={stored[name]} />
                  <Cell text={mine} strong={mine !== stored[name]}>
                    {mine !== stored[name] && (
                      <Button
                        size="small"
                        variant="quiet"
                        aria-label={`Take theirs: ${TEXT_LABELS[name]}`}
                        onClick={() => onTake(name, stored[name])}
                      >
                        Take theirs
                      </Button>
                    )}
                  </Cell>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      <div className={styles['ways']}>
        <Button size="small" aria-expanded={showsDetails} onClick={onDetails}>
          {showsDetails ? 'Hide' : 'Show'}
        </Button>
        <Button size="small" onClick={onApply}>
          Apply mine
        </Button>
        <Button size="small" onClick={onDrop}>
          Drop mine
        </Button>
      </div>
    </section>
  );
}

/** By whom and when, as far as the log knows; other programs change accounts without telling. */
function Who({ begun, account }: Pick<EditConflictProps, 'begun' | 'account'>) {
  const last = account.lastChange;
  if (last === null || last.operationId === begun.lastChange?.operationId) {
    return 'by the site, outside this console';
  }
  return (
    <>
      by <ForeignText>{last.by}</ForeignText> <RelativeTime at={last.at} />
    </>
  );
}

interface CellProps {
  readonly text: string;
  readonly strong?: boolean | undefined;
  readonly children?: ReactNode;
}

function Cell({ text, strong, children }: CellProps) {
  return (
    <td data-strong={strong || undefined}>
      {text === '' ? (
        <span className={styles['empty']}>empty</span>
      ) : (
        <ForeignText>{text}</ForeignText>
      )}{' '}
      {children}
    </td>
  );
}
