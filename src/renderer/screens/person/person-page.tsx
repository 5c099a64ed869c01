import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import type { PersonSearch } from '../../app/search-params.ts';
import { useBlock } from '../../app/acts/use-block.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { Tabs } from '../../ui/tabs.tsx';
import { PendingDialogs } from '../pending/pending-dialogs.tsx';
import { type PendingActs, usePendingActs } from '../pending/use-pending-acts.ts';
import { CompareDialog } from '../users/compare-dialog.tsx';
import styles from '../users/person.module.css';
import { signUpStage } from '../users/sign-up-stage.ts';
import { type UserActs, useUserActs } from '../users/use-user-acts.ts';
import { UserDialogs } from '../users/user-dialogs.tsx';
import { PersonGone } from './person-gone.tsx';
import { PersonHead } from './person-head.tsx';
import { PersonOverview } from './person-overview.tsx';
import { PersonPermissions } from './person-permissions.tsx';
import { PersonRows } from './person-rows.tsx';
import { type Neighbours, useNeighbours } from './use-neighbours.ts';
import { usePersonActions, useWaysFromPage } from './use-person-actions.ts';

interface PersonPageProps {
  readonly id: number;
  readonly search: PersonSearch;
  readonly onSearch: (changes: PersonSearch) => void;
  /** Shows somebody else in place of this person. */
  readonly onGo: (id: number, at: number | undefined) => void;
  readonly onBack: () => void;
}

/** One person from every side. */
export function PersonPage(props: PersonPageProps) {
  const { id, search, onGo, onBack } = props;
  // Above the person, so that going to the next one keeps what is known of the list.
  const neighbours = useNeighbours(id, search, onGo);
  useWaysFromPage(neighbours, onBack);
  return <PersonOrGone key={id} {...props} {...{ neighbours }} />;
}

interface PersonViewProps extends PersonPageProps {
  readonly neighbours: Neighbours;
}

/** The dialogs stay also when somebody else deletes the person. */
function PersonOrGone(props: PersonViewProps) {
  const { data: session } = useQueryOf('session.state', {});
  const acts = useUserActs(() => {});
  const signUpActs = usePendingActs(() => {});
  return (
    <>
      <PersonView {...props} {...{ acts, signUpActs }} />
      <PendingDialogs acts={signUpActs} onDone={() => {}} />
      <UserDialogs
        acts={acts}
        selfId={session?.person?.id}
        isSuperuser={session?.person?.isSuperuser ?? false}
        onDone={() => {}}
        onGone={() => {}}
      />
    </>
  );
}

interface ActingProps extends PersonViewProps {
  readonly acts: UserActs;
  readonly signUpActs: PendingActs;
}

function PersonView(props: ActingProps) {
  const { id, onBack } = props;
  const { data, error, refetch } = useQueryOf('accounts.get', { id });
  // An answer from before is kept, and somebody else may have deleted the person since.
  const isGone = error?.failure.code === 'not-found';
  if (data && !isGone) return <Person {...props} account={data} />;
  if (error) {
    const username = data?.username;
    return <PersonGone {...{ id, username, error, onBack }} onRetry={() => void refetch()} />;
  }
  return (
    <div className={styles['loading']}>
      <h1 className={styles['name']}>Person</h1>
      <SkeletonRows count={12} />
    </div>
  );
}

type Tab = NonNullable<PersonSearch['tab']> | 'overview';

const TABS = [
  { value: 'overview', label: 'Overview' },
  { value: 'permissions', label: 'Groups and permissions' },
  { value: 'rows', label: 'Rows' },
] as const satisfies readonly { readonly value: Tab; readonly label: string }[];

interface PersonProps extends ActingProps {
  readonly account: AccountDetail;
}

function Person(props: PersonProps) {
  const { account, acts, signUpActs, neighbours, search, onSearch, onGo, onBack } = props;
  const { id } = account;
  const { data: session } = useQueryOf('session.state', {});
  const stage = signUpStage(account);
  const blocked = useBlock('accounts.update');
  const isSuperuser = session?.person?.isSuperuser ?? false;
  const rightsBlocked = isSuperuser ? blocked : 'Only a superuser may change rights.';
  const tab: Tab = search.tab ?? 'overview';
  usePersonActions({ account, acts, signUpActs, stage, blocked });
  return (
    <div className={styles['page']}>
      <PersonHead {...{ account, acts, signUpActs, stage, blocked, neighbours, onBack }} />
      <Tabs
        label="Sides of the person"
        items={TABS}
        value={tab}
        onChange={(next) => onSearch({ tab: next === 'overview' ? undefined : next })}
      >
        {tab === 'overview' && (
          <PersonOverview
            {...{ account, acts, signUpActs, stage, blocked, rightsBlocked }}
            onCompare={(other) => onSearch({ with: other })}
          />
        )}
        {tab === 'permissions' && <PersonPermissions account={account} blocked={rightsBlocked} />}
        {tab === 'rows' && <PersonRows id={id} />}
      </Tabs>
      {search.with !== undefined && (
        <CompareDialog
          id={id}
          otherId={search.with}
          onClose={() => onSearch({ with: undefined })}
          onOpen={(other) => onGo(other, undefined)}
        />
      )}
    </div>
  );
}
