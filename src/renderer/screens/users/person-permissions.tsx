import { X } from 'lucide-react';
import { useState } from 'react';

import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import type { Permission } from '../../../shared/contract/person.ts';
import { useKeymap } from '../../app/keymap.tsx';
import { PartFailed } from '../../app/call-failed.tsx';
import { useAct } from '../../app/use-act.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { SkeletonRows } from '../../ui/skeleton-rows.tsx';
import { AccountRoles } from './account-roles.tsx';
import { PersonGroups } from './person-groups.tsx';
import { PersonSection } from './person-section.tsx';
import styles from './person.module.css';

interface PersonPermissionsProps {
  readonly account: AccountDetail;
  /** Why rights can't be changed, or undefined. */
  readonly blocked: string | undefined;
}

/** What somebody may do at the site: by role, by groups, and by permissions of their own. */
export function PersonPermissions({ account, blocked }: PersonPermissionsProps) {
  const keymap = useKeymap();
  const { data, error, refetch } = useQueryOf('accounts.rights', { id: account.id });
  const [search, setSearch] = useState('');
  const matches = (permission: Permission) =>
    wordsOf(permission).includes(search.trim().toLowerCase());
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
          {(all.length > 8 || search !== '') && (
            <SearchField
              keys={keymap.search}
              label="Search these permissions"
              value={search}
              onChange={setSearch}
              wide
            />
          )}
          {data && (
            <>
              <OwnPermissions
                account={account}
                permissions={data.permissions}
                matches={matches}
                blocked={blocked}
              />
              <PersonSection title="Through groups" count={data.throughGroups.length}>
                <NoneShown of={data.throughGroups} matches={matches} />
                <ul>
                  {data.throughGroups.filter(matches).map((permission) => (
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

interface OwnPermissionsProps extends PersonPermissionsProps {
  readonly permissions: readonly Permission[];
  /** Whether the search finds it; the others are not drawn. */
  readonly matches: (permission: Permission) => boolean;
}

function OwnPermissions({ account, permissions, matches, blocked }: OwnPermissionsProps) {
  const offered = useQueryOf('accounts.rightsOffered', {});
  const changing = useAct('accounts.setPermissions');
  const { id, username } = account;
  const has = new Set(permissions.map((permission) => permission.id));
  const items = (offered.data?.permissions ?? [])
    .filter((permission) => !has.has(permission.id))
    .map((permission) => ({
      value: String(permission.id),
      label: permission.name,
      detail: `${permission.app} › ${permission.model} › ${permission.codename}`,
    }));
  const set = (changes: { add: number[]; remove: number[] }, done: string) =>
    void changing.run({ id, ...changes }, { done, name: username });
  return (
    <PersonSection title="Of their own" count={permissions.length}>
      <NoneShown of={permissions} matches={matches} />
      <ul>
        {permissions.filter(matches).map((permission) => (
          <li key={permission.id} className={styles['permission']}>
            <PermissionWords permission={permission} />
            <IconButton
              icon={X}
              label={`Take away: ${showTurns(permission.name)}`}
              size="small"
              disabledReason={blocked}
              onClick={() => set({ add: [], remove: [permission.id] }, 'freed of a permission')}
            />
          </li>
        ))}
      </ul>
      <Combobox
        label="Give a permission"
        items={items}
        value={null}
        placeholder="Find by name, app or model"
        empty="No permission is called that."
        actsAtOnce
        disabled={blocked !== undefined}
        description={blocked}
        onChange={(item) => set({ add: [Number(item.value)], remove: [] }, 'given a permission')}
      />
    </PersonSection>
  );
}

interface NoneShownProps {
  readonly of: readonly Permission[];
  readonly matches: (permission: Permission) => boolean;
}

function NoneShown({ of: permissions, matches }: NoneShownProps) {
  if (permissions.some(matches)) return null;
  return (
    <p className={styles['none']}>{permissions.length === 0 ? 'None.' : 'None of them matches.'}</p>
  );
}

function PermissionWords({ permission }: { readonly permission: Permission }) {
  return (
    <span className={styles['permissionName']}>
      <ForeignText>{permission.name}</ForeignText>
      <bdi className={styles['code']}>
        {permission.app}.{permission.codename}
      </bdi>
    </span>
  );
}

function wordsOf({ app, model, codename, name }: Permission): string {
  return `${app} ${model} ${codename} ${name}`.toLowerCase();
}
