import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import { PartFailed } from '../../app/acts/call-failed.tsx';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Button } from '../../ui/button.tsx';
import { describeMoment } from '../../ui/describe-time.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { STATE_WORDS } from '../../app/people/state-words.ts';
import styles from './person.module.css';

interface CompareDialogProps {
  /** Null for an account that is yet to be made. */
  readonly id: number | null;
  readonly otherId: number;
  readonly onClose: () => void;
  readonly onOpen: (id: number) => void;
}

/** Two accounts side by side, with what differs in strong letters, or one that has nothing beside it yet. */
export function CompareDialog({ id, otherId, onClose, onOpen }: CompareDialogProps) {
  const one = useQueryOf('accounts.get', { id: id ?? otherId });
  const other = useQueryOf('accounts.get', { id: otherId });
  const error = one.error ?? other.error;
  const retry = () => {
    void one.refetch();
    void other.refetch();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
      size="large"
      title={id === null ? 'Who has it' : 'Side by side'}
      footer={
        <>
          <Button onClick={() => onOpen(otherId)}>
            {id === null ? 'Open the account' : 'Open the other one'}
          </Button>
          <Button variant="primary" onClick={onClose}>
            Close
          </Button>
        </>
      }
    >
      {one.data && other.data && (
        <Comparison accounts={id === null ? [other.data] : [one.data, other.data]} />
      )}
      {error && <PartFailed error={error} onRetry={retry} />}
      {!error && !(one.data && other.data) && <SkeletonRows count={8} />}
    </Dialog>
  );
}

function Comparison({ accounts }: { readonly accounts: readonly AccountDetail[] }) {
  return (
    <table className={styles['comparison']}>
      <thead>
        <tr>
          <th scope="col">Aspect</th>
          {accounts.map(({ id, username }) => (
            <th key={id} scope="col">
              <ForeignText>{username}</ForeignText>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {ASPECTS.map(([label, read]) => {
          const differs = new Set(accounts.map(read)).size > 1;
          return (
            <tr key={label} data-differs={differs || undefined}>
              <th scope="row">{label}</th>
              {accounts.map((account) => (
                <td key={account.id}>
                  <ForeignText>{read(account)}</ForeignText>
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

const ASPECTS: readonly (readonly [string, (account: AccountDetail) => string])[] = [
  ['Number', ({ id }) => `#${id}`],
  ['User name', ({ username }) => username],
  ['E-mail', ({ email }) => email || 'none'],
  ['Address confirmed', ({ emailConfirmedAt }) => moment(emailConfirmedAt)],
  ['Name', ({ name }) => name || 'none'],
  ['State', ({ state }) => STATE_WORDS[state]],
  [
    'Role',
    ({ isSuperuser, isStaff }) => (isSuperuser ? 'superuser' : isStaff ? 'staff' : 'member'),
  ],
  ['Groups', ({ groups }) => groups.join(', ') || 'none'],
  ['Joined', ({ dateJoined }) => moment(dateJoined)],
  ['Last sign-in', ({ lastLogin }) => moment(lastLogin)],
  ['Password', ({ password }) => password],
  ['Came from', ({ signUp }) => signUp?.address || 'unknown'],
  ['Sessions', ({ sessions }) => String(sessions)],
  ['Notes', ({ notes }) => String(notes)],
];

function moment(at: string | null): string {
  if (at === 'unreadable') return at;
  return at === null ? 'never' : describeMoment(new Date(at));
}
