import { useState } from 'react';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import { PartFailed } from '../../app/acts/call-failed.tsx';
import { useKeymap } from '../../app/keys/keymap.tsx';
import { useAct } from '../../app/acts/use-act.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { AccountRoles } from '../users/account-roles.tsx';
import {
  isFound,
  NoneShown,
  PermissionList,
  PermissionSearch,
  PermissionWords,
} from '../users/permission-list.tsx';
import { PersonSection } from '../users/person-section.tsx';
import styles from '../users/person.module.css';
import { PersonGroups } from './person-groups.tsx';

interface PersonPermissionsProps {
  readonly account: AccountDetail;
  /** Why rights can't be changed, or undefined. */
  readonly blocked: string | undefined;
}

/** What somebody may do at the site: by role, by groups, and by permissions of their own. */
export function PersonPermissions({ account, blocked }: PersonPermissionsProps) {
  const { id, username } = account;
  const { data, error, refetch } = useQueryOf('accounts.rights', { id });
  const changing = useAct('accounts.setPermissions');
  const keymap = useKeymap();
  const [search, setSearch] = useState('');
  const all = [...(data?.permissions ?? []), ...(data?.throughGroups ?? [])];
  return (
    <div className={styles['tab']}>
      <div className={styles['columns']}>
        <div className={styles['main']}>
          {account.isSuperuser && (
            <Notice tone="neutral" title="A superuser may do everything.">
              What is given here counts when that is taken away.
            </Notice>
          )}
          <PermissionSearch
            count={all.length}
            keys={keymap.search}
            value={search}
            onChange={setSearch}
          />
          {data && (
            <>
              <PermissionList
                title="Of their own"
                permissions={data.permissions}
                {...{ search, blocked }}
                onChange={(changes, done) =>
                  void changing.run({ id, ...changes }, { done, name: username })
                }
              />
              <PersonSection title="Through groups" count={data.throughGroups.length}>
                <NoneShown of={data.throughGroups} search={search} />
                <ul>
                  {data.throughGroups
                    .filter((permission) => isFound(permission, search))
                    .map((permission) => (
                      <li key={permission.id} className={styles['permission']}>
                        <PermissionWords permission={permission} />
                        <ForeignText className={styles['quiet']}>
                          {permission.groups.join(', ')}
                        </ForeignText>
                      </li>
                    ))}
                </ul>
              </PersonSection>
            </>
          )}
          {!data &&
            (error ? (
              <PartFailed error={error} onRetry={() => void refetch()} />
            ) : (
              <SkeletonRows count={6} />
            ))}
        </div>
        <div className={styles['side']}>
          <AccountRoles account={account} disabled={blocked !== undefined} />
          <PersonGroups account={account} blocked={blocked} />
        </div>
      </div>
    </div>
  );
}
