import type { AccountDetail } from '../../../shared/contract/accounts.ts';
import { useAct } from '../../app/use-act.ts';
import { Switch } from '../../ui/switch.tsx';
import { PersonSection } from './person-section.tsx';

interface AccountRolesProps {
  readonly account: AccountDetail;
  readonly disabled: boolean;
}

/** Takes effect at once; the toast has the way back. */
export function AccountRoles({ account, disabled }: AccountRolesProps) {
  const update = useAct('accounts.update');
  const set = (flags: { isStaff?: boolean; isSuperuser?: boolean }) => {
    const { id, revision, username, email, firstName, lastName, isStaff, isSuperuser } = account;
    const fields = { username, email, firstName, lastName, isStaff, isSuperuser };
    void update.run({ id, revision, ...fields, ...flags }, { done: 'changed', name: username });
  };
  return (
    <PersonSection title="Role">
      <Switch
        label="Staff"
        description="May sign in to this console."
        checked={account.isStaff}
        disabled={disabled || update.pending}
        onChange={(isStaff) => set({ isStaff })}
      />
      <Switch
        label="Superuser"
        description="May do everything, settings and staff included."
        checked={account.isSuperuser}
        disabled={disabled || update.pending}
        onChange={(isSuperuser) => set({ isSuperuser })}
      />
    </PersonSection>
  );
}
