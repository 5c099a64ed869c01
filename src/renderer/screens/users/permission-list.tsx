import { X } from 'lucide-react';

import type { Permission } from '../../../shared/contract/person.ts';
import { useQueryOf } from '../../query/use-query-of.ts';
import { Combobox } from '../../ui/combobox.tsx';
import { ForeignText } from '../../ui/foreign-text.tsx';
import { IconButton } from '../../ui/icon-button.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { showTurns } from '../../ui/show-turns.ts';
import { PersonSection } from './person-section.tsx';
import styles from './person.module.css';

/** From so many on they are searched. */
const MANY = 8;

interface PermissionSearchProps {
  /** How many there are. */
  readonly count: number;
  /** The key that leads here, where this is the search of the screen. */
  readonly keys?: string | undefined;
  readonly value: string;
  readonly onChange: (next: string) => void;
}

/** Searches permissions, where there are more than one sees at once. */
export function PermissionSearch({ count, keys, value, onChange }: PermissionSearchProps) {
  if (count <= MANY && value === '') return null;
  return (
    <SearchField
      keys={keys}
      label="Search these permissions"
      value={value}
      onChange={onChange}
      wide
    />
  );
}

/** Whether a search finds it, by any of its words. */
export function isFound({ app, model, codename, name }: Permission, search: string): boolean {
  return `${app} ${model} ${codename} ${name}`.toLowerCase().includes(search.trim().toLowerCase());
}

interface PermissionListProps {
  readonly title: string;
  readonly permissions: readonly Permission[];
  /** What the others are hidden by. */
  readonly search: string;
  /** Why none can be given or taken away, or undefined. */
  readonly blocked: string | undefined;
  readonly onChange: (changes: { add: number[]; remove: number[] }, done: string) => void;
}

/** Permissions that somebody or a group has, each with the way to take it away, and others to give. */
export function PermissionList(props: PermissionListProps) {
  const { title, permissions, search, blocked, onChange } = props;
  const offered = useQueryOf('accounts.rightsOffered', {});
  const has = new Set(permissions.map((permission) => permission.id));
  const items = (offered.data?.permissions ?? [])
    .filter((permission) => !has.has(permission.id))
    .map((permission) => ({
      value: String(permission.id),
      label: permission.name,
      detail: `${permission.app} › ${permission.model} › ${permission.codename}`,
    }));
  return (
    <PersonSection title={title} count={permissions.length}>
      <NoneShown of={permissions} search={search} />
      <ul>
        {permissions
          .filter((permission) => isFound(permission, search))
          .map((permission) => (
            <li key={permission.id} className={styles['permission']}>
              <PermissionWords permission={permission} />
              <IconButton
                icon={X}
                label={`Take away: ${showTurns(permission.name)}`}
                size="small"
                disabledReason={blocked}
                onClick={() =>
                  onChange({ add: [], remove: [permission.id] }, 'freed of a permission')
                }
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
        onChange={(item) =>
          onChange({ add: [Number(item.value)], remove: [] }, 'given a permission')
        }
      />
    </PersonSection>
  );
}

interface NoneShownProps {
  readonly of: readonly Permission[];
  readonly search: string;
}

/** Says why none is to be seen. */
export function NoneShown({ of: permissions, search }: NoneShownProps) {
  if (permissions.some((permission) => isFound(permission, search))) return null;
  return (
    <p className={styles['none']}>{permissions.length === 0 ? 'None.' : 'None of them matches.'}</p>
  );
}

export function PermissionWords({ permission }: { readonly permission: Permission }) {
  return (
    <span className={styles['permissionName']}>
      <ForeignText>{permission.name}</ForeignText>
      <bdi className={styles['code']}>
        {permission.app}.{permission.codename}
      </bdi>
    </span>
  );
}
